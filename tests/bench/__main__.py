"""`make bench`: ratios measured side by side in one run, as one JSON document; targets are from the design."""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROUNDS = {"start": 7, "card": 9, "receipt": 9, "submit": 200, "screens": 25, "vision": 60, "idle": 30, "search": 25}


def start(folder: Path) -> Any:
    from tests.bench.start import measure

    return measure(folder / "start", ROUNDS["start"])


def card(_: Path) -> Any:
    from tests.bench.wire import measure_card

    return measure_card(ROUNDS["card"])


def receipt(_: Path) -> Any:
    from tests.bench.wire import measure_receipt

    return measure_receipt(ROUNDS["receipt"])


def submit(folder: Path) -> Any:
    from tests.bench.submit import measure

    return measure(folder / "submit", ROUNDS["submit"])


def screens(folder: Path) -> Any:
    from tests.bench.screens import measure

    return measure(folder / "screens", ROUNDS["screens"])


def idle(_: Path) -> Any:
    from tests.bench.idle import measure

    return measure(ROUNDS["idle"])


def camera(folder: Path) -> Any:
    from tests.bench.camera import measure

    return measure(folder / "camera")


def recording(folder: Path) -> Any:
    from tests.bench.recording import measure

    return measure(folder / "recording")


def branch(folder: Path) -> Any:
    from tests.bench.branch import measure

    return measure(folder / "branch")


def vision(_: Path) -> Any:
    from tests.bench.vision import measure

    return measure(ROUNDS["vision"])


def search(_: Path) -> Any:
    from tests.bench.search import measure

    return measure(ROUNDS["search"])


def fuzz(folder: Path) -> Any:
    from tests.bench.fuzz import measure

    return measure(folder / "fuzz")


def sync(folder: Path) -> Any:
    from tests.bench.sync_bench import measure

    return measure(folder / "sync")


def cuts(folder: Path) -> Any:
    from tests.bench.cuts import measure

    return measure(folder / "cuts")


def many_cases(folder: Path) -> Any:
    from tests.bench.many_cases import measure

    return measure(folder / "many")


def office(folder: Path) -> Any:
    from tests.bench.office import measure

    return measure(folder / "office")


PARTS: dict[str, Callable[[Path], Any]] = {
    "start": start,
    "card_ms": card,
    "receipt_ms": receipt,
    "submit_ms": submit,
    "touch_to_next_screen_ms": screens,
    "vision_ms": vision,
    "camera_preview": camera,
    "camera_recording": recording,
    "branch": branch,
    "idle_devices_percent": idle,
    "sync": sync,
    "upload_through_cuts": cuts,
    "many_cases": many_cases,
    "office": office,
    "search": search,
    "fuzz": fuzz,
}
ONLY_WHEN_NAMED = ("fuzz",)
"""Takes most of an hour."""


def main(wanted: list[str]) -> None:
    """All parts but the longest, or those named."""
    found: dict[str, Any] = {"cores": os.cpu_count(), "python": platform.python_version()}
    with tempfile.TemporaryDirectory(prefix="bianmin-bench-") as name:
        for part in wanted or [each for each in PARTS if each not in ONLY_WHEN_NAMED]:
            sys.stderr.write(f"measuring {part}\n")
            folder = Path(name) / part
            folder.mkdir()
            found[part] = PARTS[part](folder)
    sys.stdout.write(json.dumps(found, indent=2) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
