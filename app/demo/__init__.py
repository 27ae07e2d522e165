"""Drives the real screens over simulated devices and an embedded centre, and says what came of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.domain.service_item import StationKind

KINDS = (StationKind.SELF_SERVICE, StationKind.COUNTER, StationKind.POST)


def run_demo(
    out: Path,
    seed: int,
    data_dir: Path | None,
    between: Callable[[], None] = lambda: None,
    kind: StationKind = StationKind.SELF_SERVICE,
) -> dict[str, Any]:
    """The report, also written to `OUT/report.json`. Without `data_dir` the data stays in `OUT/data`.

    `between` is called many times a second and may raise to end the demo in order.
    """
    from app.demo.performance import perform

    return perform(out, seed, data_dir or out / "data", between, kind)


def run_all(out: Path, seed: int, data_dir: Path | None, between: Callable[[], None] = lambda: None) -> dict[str, Any]:
    """Each kind of station after the other, each with a data directory of its own; `stations` has their reports."""
    home = data_dir or out / "data"
    stations = {kind.value: run_demo(out, seed, home / kind.value, between, kind) for kind in KINDS}
    parts = ("steps", "cases", "papers", "mishaps")
    told = {part: [each for report in stations.values() for each in report[part]] for part in parts}
    report = {"ok": all(each["ok"] for each in stations.values()), "station": "all", "seed": seed, **told}
    report |= {"seconds": sum(each["seconds"] for each in stations.values()), "stations": stations}
    (out / "report.json").write_text(json.dumps(report, ensure_ascii=False, indent=2), encoding="utf-8")
    return report
