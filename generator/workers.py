"""Runs pieces of work in processes of their own, forked from this one: they know all it knows and hand nothing back.

Where the system cannot fork safely the work is done in this process instead, with the same result.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from typing import TypeVar

Item = TypeVar("Item")

CAN_FORK = sys.platform == "linux"
"""macOS has fork too, but its own libraries do not survive one."""


class WorkerFailed(RuntimeError):
    """A piece of work failed in another process, which has said why on standard error."""


class Workers:
    """Pieces of work under way."""

    def __init__(self, *, fork: bool = True) -> None:
        """``fork``: whether to use other processes where that is possible."""
        self._fork = fork and CAN_FORK
        self._running: list[BaseProcess] = []

    def start(self, work: Callable[[], object]) -> None:
        """Do ``work``, which may only write files: at the same time as all else, or here and now without processes."""
        if not self._fork:
            work()
            return
        # What exists now is used to the end. Without this each process would look through all of it for garbage, and copy
        # the memory that doing so touches.
        gc.freeze()
        process = get_context("fork").Process(target=work)
        process.start()
        self._running.append(process)

    def share(self, items: Sequence[Item], work: Callable[[Item], object], *, processes: int) -> None:
        """Do ``work`` on each of ``items``, which goes to whichever of so many ``processes`` is free first."""
        if not self._fork:
            for item in items:
                work(item)
            return
        taken = get_context("fork").Value("q", 0)

        def take() -> None:
            while True:
                with taken:
                    number = taken.value
                    taken.value += 1
                if number >= len(items):
                    return
                work(items[number])

        for _ in range(min(processes, len(items))):
            self.start(take)

    def wait(self) -> None:
        """Wait for everything started; raises ``WorkerFailed`` when any of it failed."""
        running, self._running = self._running, []
        for process in running:
            process.join()
        if any(process.exitcode for process in running):
            raise WorkerFailed("a part of the build failed in another process; see the messages above")
