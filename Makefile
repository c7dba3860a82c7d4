# Everything goes through a virtual environment of its own; nothing is installed outside this folder.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
TESTING := $(VENV)/.testing

.PHONY: site test serve bench evaluate diff-corpus screenshot lint clean
.DEFAULT_GOAL := site

site: $(INSTALLED)
	$(BIN)/policy-ledger build --strict

serve: $(INSTALLED)
	$(BIN)/policy-ledger serve

test: $(TESTING)
	$(BIN)/pytest

lint: $(TESTING)
	$(BIN)/ruff check generator tests
	$(BIN)/ruff format --check generator tests

evaluate: $(INSTALLED)
	$(BIN)/policy-ledger data build/data --source source_docs --strict
	$(BIN)/policy-ledger evaluate build/data tests/gold

bench: $(TESTING)
	$(BIN)/python tests/bench.py

# Facts gained and lost since BASE, with the program and the notices as they were then.
BASE ?= HEAD
FORMAT ?=
diff-corpus: $(INSTALLED)
	@rm -rf build/base && mkdir -p build/base
	@git archive $(BASE) generator source_docs | tar -x -C build/base
	@cd build/base && PYTHONPATH=. ../../$(BIN)/python -m generator data ../base-data --source source_docs >&2
	@$(BIN)/policy-ledger data build/data --source source_docs >&2
	@$(BIN)/policy-ledger diff build/base-data build/data $(FORMAT)

screenshot: $(TESTING) site
	$(BIN)/python tests/browser/screenshot.py

$(INSTALLED): pyproject.toml constraints.txt
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	touch $@

$(TESTING): $(INSTALLED)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	touch $@

clean:
	rm -rf site build .cache .pytest_cache .hypothesis .ruff_cache
