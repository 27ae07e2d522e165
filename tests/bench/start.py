"""Process start to the first usable home screen, against a bare QML window; and what memory it takes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.bench.sides import compared

STAY_MS = 3000
START_LIMIT_S = 60
HEADLESS = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
AS_INSTALLED = {"PYTHONDONTWRITEBYTECODE"}
"""Left out of the environment: an installed program has its compiled files, and the warm-up start writes them."""


def started(*words: str) -> dict[str, dict[str, float]]:
    """Milliseconds and MiB by what was told."""
    environment = {name: value for name, value in os.environ.items() if name not in AS_INSTALLED} | HEADLESS
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", *words],
        env=environment,
        stdout=subprocess.PIPE,
        check=True,
        text=True,
        timeout=START_LIMIT_S,
    )
    told = [json.loads(line) for line in done.stdout.splitlines()]
    return {each["what"]: {"ms": (each["at"] - begun) * 1000, "mib": each["memory_kib"] / 1024} for each in told}


def measure(folder: Path, rounds: int) -> dict[str, Any]:
    """Starts follow each other, so the files lie in the cache for both sides."""
    from app.storage import open_store

    open_store(folder, lambda: datetime.now(UTC)).close()
    sides: dict[str, list[Any]] = {"ours": [], "peer": []}
    for number in range(rounds + 1):
        both = {
            "ours": started("tests.bench.start_kiosk", str(folder), str(STAY_MS)),
            "peer": started("tests.bench.start_bare", str(STAY_MS)),
        }
        for side in sides if number else ():
            sides[side].append(both[side])

    def ratio(what: str, unit: str) -> dict[str, Any]:
        return compared(*([each[what][unit] for each in sides[side]] for side in ("ours", "peer")))

    return {
        "cold_start_ms": {"target": 1.5, **ratio("stands", "ms")},
        "memory_at_home_mib": {"target": 1.6, **ratio("stands", "mib")},
        "memory_three_seconds_later_mib": ratio("settled", "mib"),
    }
