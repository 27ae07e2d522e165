"""Drives the real screens over simulated devices and an embedded centre, and says what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any


def run_demo(out: Path, seed: int, data_dir: Path | None, between: Callable[[], None] = lambda: None) -> dict[str, Any]:
    """The report, also written to `OUT/report.json`. Without `data_dir` the data stays in `OUT/data`.

    `between` is called many times a second and may raise to end the demo in order.
    """
    from app.demo.performance import perform

    return perform(out, seed, data_dir or out / "data", between)
