"""Work in other processes: all of it is done, and a failure there is a failure here."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.workers import CAN_FORK, WorkerFailed, Workers


@pytest.mark.parametrize(("fork", "processes"), [(False, 2), (True, 1), (True, 3), (True, 40)])
def test_every_item_is_worked_on(tmp_path: Path, fork: bool, processes: int) -> None:
    workers = Workers(fork=fork)
    workers.share(range(20), lambda number: (tmp_path / str(number)).write_text("done"), processes=processes)
    workers.start(lambda: (tmp_path / "alone").write_text("done"))
    workers.wait()
    assert {path.name for path in tmp_path.iterdir()} == {*map(str, range(20)), "alone"}


@pytest.mark.skipif(not CAN_FORK, reason="no other processes on this system")
def test_a_failure_in_another_process_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    workers = Workers()
    workers.start(lambda: 1 / 0)
    with pytest.raises(WorkerFailed):
        workers.wait()
    assert "ZeroDivisionError" in capfd.readouterr().err
    workers.wait()


def test_without_other_processes_a_failure_is_told_at_once() -> None:
    with pytest.raises(ZeroDivisionError):
        Workers(fork=False).start(lambda: 1 / 0)
