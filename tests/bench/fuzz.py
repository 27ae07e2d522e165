"""`make fuzz`: a million strings into every decoder of bytes from outside, two decoders at a time.

Takes most of an hour, so `make bench` leaves it out.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.fuzz.decoders import DECODERS
from tests.fuzz.stages import report_in

MILLION = 1_000_000
GUIDED_SHARE = 0.02
AT_ONCE = 2
_REPORT_ENDS_WITH = 500


def measure(folder: Path, runs: int = MILLION, names: tuple[str, ...] = tuple(DECODERS)) -> dict[str, Any]:
    """By decoder what `Told` says, over both stages. A stage that ended without a report tells how it died."""
    folder.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        told = dict(zip(names, pool.map(lambda name: _one(name, runs, folder), names), strict=True))
    return {
        "target": "no undeclared exception, no hang, no growth",
        "runs": sum(each["runs"] for each in told.values()),
        "exceptions": sum(each["exceptions"] for each in told.values()),
        "died": [name for name, each in told.items() if each["died"]],
        "by_decoder": told,
    }


def _one(name: str, runs: int, folder: Path) -> dict[str, Any]:
    guided = int(runs * GUIDED_SHARE)
    stages = [_stage("guided", name, guided, folder), _stage("swift", name, runs - guided, folder)]
    sys.stderr.write(f"  {name}\n")
    return {
        "runs": sum(each.get("runs", 0) for each in stages),
        "guided": stages[0].get("runs", 0),
        "seconds": round(sum(each.get("seconds", 0.0) for each in stages), 1),
        "exceptions": sum(each.get("exceptions", 0) for each in stages),
        "slowest_ms": max(each.get("slowest_ms", 0.0) for each in stages),
        "rss_growth_mb": [each.get("rss_growth_mb") for each in stages],
        "python_blocks_growth": [each.get("python_blocks_growth") for each in stages],
        "failures": {where: data for each in stages for where, data in each.get("failures", {}).items()},
        "died": [each["died"] for each in stages if "died" in each],
    }


def _stage(stage: str, name: str, runs: int, folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.fuzz.stages", stage, name, str(runs), str(folder)]
    done = subprocess.run(command, capture_output=True, check=False, preexec_fn=_gently)
    report = report_in(folder, name, stage)
    if done.returncode or not report.is_file():
        return {"died": f"{stage}: {done.returncode}: {done.stderr[-_REPORT_ENDS_WITH:].decode(errors='replace')}"}
    told: dict[str, Any] = json.loads(report.read_text("utf-8"))
    return told


def _gently() -> None:
    os.nice(5)


if __name__ == "__main__":
    wanted = tuple(sys.argv[3:]) or tuple(DECODERS)
    sys.stdout.write(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]), wanted), indent=2) + "\n")
