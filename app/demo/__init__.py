"""Drives the real screens over simulated devices and an embedded centre, and says what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def run_demo(out: Path, seed: int, data_dir: Path | None) -> dict[str, Any]:
    """The report, also written to `OUT/report.json`. Without `data_dir` the data stays in `OUT/data`."""
    from app.demo.performance import perform

    return perform(out, seed, data_dir or out / "data")
