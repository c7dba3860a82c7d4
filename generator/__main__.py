"""``python -m generator``: the command line without installing the console script."""

from generator.cli import main

main(prog_name="policy-ledger")
