"""Gives strings to one decoder, one after the other, and tells what came of it."""

from __future__ import annotations

import gc
import os
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tests.fuzz.decoder import Decoder, hear, pieces_of

MEMORY_FROM = 0.1
"""Warm by then: what is in memory later and not yet now has grown."""
TO_LIVING = 8
"""Each so many strings is also given to the decoder that lives over all of them."""
RETRIES = 3


@dataclass(slots=True)
class Told:
    """`failures`: what was raised and not declared, where, and the first string that did it, in hex.

    `rss_growth_mb` of the whole process, `python_blocks_growth` of Python's own memory, both since a tenth of the runs.
    """

    runs: int = 0
    seconds: float = 0.0
    exceptions: int = 0
    slowest_ms: float = 0.0
    rss_growth_mb: float = 0.0
    python_blocks_growth: int = 0
    failures: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


class Trial:
    """`is_over` after `runs` strings; then `told` is whole."""

    def __init__(self, decoder: Decoder, runs: int) -> None:
        self.told = Told()
        self._decoder = decoder
        self._runs = runs
        self._living = decoder.make()
        self._slowest: tuple[float, bytes] = (0.0, b"")
        self._warm = (0.0, 0)
        self._began = time.monotonic()

    @property
    def is_over(self) -> bool:
        return self.told.runs >= self._runs

    def give(self, data: bytes) -> None:
        began = time.thread_time()
        error = self._try(data, with_living=self._decoder.lives and self.told.runs % TO_LIVING == 0)
        took = time.thread_time() - began
        if error is not None:
            self.told.exceptions += 1
            self.told.failures.setdefault(where(error), data.hex())
        if took > self._slowest[0]:
            self._slowest = (took, data)
        self.told.runs += 1
        if self.told.runs == int(self._runs * MEMORY_FROM):
            self._warm = memory()
        if self.is_over:
            self._end()

    def _try(self, data: bytes, *, with_living: bool) -> Exception | None:
        try:
            hear(self._decoder, self._decoder.make(), pieces_of(data))
            if with_living:
                hear(self._decoder, self._living, pieces_of(data))
        except Exception as error:  # noqa: BLE001 - whatever is not declared is what is looked for
            return error
        return None

    def _end(self) -> None:
        self.told.seconds = round(time.monotonic() - self._began, 1)
        megabytes, blocks = memory()
        self.told.rss_growth_mb = round(megabytes - self._warm[0], 1)
        self.told.python_blocks_growth = blocks - self._warm[1]
        self.told.slowest_ms = round(self._slowest_again() * 1000, 2)

    def _slowest_again(self) -> float:
        """The machine has other work, too: the best of a few tries is what the string itself takes."""
        took = []
        for _ in range(RETRIES):
            began = time.thread_time()
            self._try(self._slowest[1], with_living=False)
            took.append(time.thread_time() - began)
        return min(took)


def where(error: Exception) -> str:
    """The kind and the place; never the text, which may quote the bytes."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = "?" if trace is None else f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
    return f"{type(error).__name__} at {place}"


def memory() -> tuple[float, int]:
    """Megabytes of the process, and blocks of Python alone."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6, sys.getallocatedblocks()
