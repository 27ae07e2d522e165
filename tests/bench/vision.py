"""Photo rules, face match, head turn and document camera, in milliseconds of one picture.

`wall` is what a person waits, `own_cpu` what this process spends in it and `child_cpu` what the face process does; on a
machine that others use too, the two sums say more than the wall. OpenCV is held to one thread, as the terminal's other
core has work of its own.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import Any

import cv2
import numpy as np

from tests.bench.sides import Rounds

DEMO = Path(__file__).parents[2] / "resources" / "demo"
TARGETS_MS = {"photo_rules": 25, "face_match": 150, "find_page": 25}


def measure(rounds: int) -> dict[str, Any]:
    from app.vision.face_process import FaceProcess

    threads = cv2.getNumThreads()
    cv2.setNumThreads(1)
    process = FaceProcess()
    try:
        found: dict[str, Any] = {"targets": TARGETS_MS}
        found |= dict(_faces(process, rounds))
        found |= dict(_pages(rounds))
    finally:
        process.close()
        cv2.setNumThreads(threads)
    return found


def _faces(process: Any, rounds: int) -> Iterator[tuple[str, Any]]:
    from app.vision import dlib_work
    from app.vision.faces import DlibFaceMatcher
    from app.vision.head_turn_watcher import DlibHeadTurnWatcher
    from app.vision.studio import DlibPhotoStudio

    process.do(dlib_work.load)
    child = process.do(os.getpid)
    photos = cycle([_large(f"camera-photo/{number}.jpg") for number in (1, 2, 3)])
    faces = cycle([_large(f"camera-face/{number}.jpg") for number in (1, 2, 3)])
    card = (DEMO / "portrait-card.png").read_bytes()
    studio, matcher, watcher = DlibPhotoStudio(process), DlibFaceMatcher(process), DlibHeadTurnWatcher(process)

    def match_first() -> None:
        matcher.forget()
        matcher.match(card, next(faces))

    yield "photo_rules", _timed(lambda: studio.judge(next(photos), "ga482"), rounds, child)
    yield "face_match", _timed(lambda: matcher.match(card, next(faces)), max(5, rounds // 4), child)
    yield "face_match_with_the_cards_portrait", _timed(match_first, max(5, rounds // 8), child)
    watcher.begin()
    watcher.observe(next(photos))
    watcher.observe(next(photos))
    yield "head_turn", _timed(lambda: watcher.observe(next(photos)), rounds, child)


def _pages(rounds: int) -> Iterator[tuple[str, Any]]:
    from app.vision.flattener import open_flattener
    from tests.unit.app.vision.desk import A4, corners_of, desk, laid, lit, page

    scene = lit(laid(desk(), page(), corners_of(A4, (960, 540), 950, 6, 0.1)), across=0.6)
    flattener = open_flattener()
    yield "find_page", _timed(lambda: flattener.find(scene), rounds, None)
    yield "flatten_page", _timed(lambda: flattener.flatten(scene), max(5, rounds // 4), None)


def _large(name: str) -> Any:
    """As a 1080p camera gives it."""
    seen = cv2.imread(str(DEMO / name))
    if seen is None:
        raise FileNotFoundError(name)
    return np.ascontiguousarray(cv2.resize(seen, (1920, 1080), interpolation=cv2.INTER_CUBIC))


def _timed(act: Callable[[], object], rounds: int, child: int | None) -> dict[str, Any]:
    act()
    wall: list[float] = []
    own, other = [], []
    for _ in range(rounds):
        begun, spent, theirs = time.perf_counter(), time.process_time(), _cpu_ms(child)
        act()
        wall.append((time.perf_counter() - begun) * 1000)
        own.append((time.process_time() - spent) * 1000)
        other.append(_cpu_ms(child) - theirs)
    return {
        "rounds": rounds,
        "wall": Rounds(wall).summary(),
        "own_cpu": round(median(own), 3),
        "child_cpu": round(sum(other) / rounds, 3),  # counted in steps of 10 ms, so only the mean says something
    }


def _cpu_ms(process: int | None) -> float:
    """User and system time of a process and its threads (proc(5), stat, fields 14 and 15)."""
    if process is None:
        return 0.0
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")
