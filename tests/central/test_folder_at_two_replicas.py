"""Two replicas carry one case to the same folder at the same time: it lies there whole, whoever is slow."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from app.central.adapters import file_drop
from app.central.adapters.file_drop import FileDrop, open_adapter
from app.central.adapters.interface import CaseFile, CityCase, Delivered
from app.central.keys import open_keys

FILES = {"photo": b"a picture", "form": b"a form"}
PATIENCE_S = 20.0
DAY_S = 24 * 3_600


def case(before: Callable[[str], None] = lambda _name: None) -> CityCase:
    """`before` is called with its name before the bytes of a file are given."""

    def file(name: str) -> CaseFile:
        def pieces() -> Iterator[bytes]:
            before(name)
            yield FILES[name]

        return CaseFile(name, "image/jpeg", len(FILES[name]), sha256(FILES[name]).hexdigest(), pieces)

    moment = datetime.now(UTC)
    files = tuple(file(name) for name in FILES)
    return CityCase("case-1", "1", "BM01", "item", "1", "hall-01", "self_service", "", moment, moment, {}, files)


@pytest.fixture
def replica(tmp_path: Path) -> Callable[[], FileDrop]:
    keys = tmp_path / "keys"
    open_keys(keys)
    return lambda: open_adapter(f"file:{tmp_path / 'city'}", keys)


def is_whole(place: Path) -> bool:
    told = json.loads((place / "case.json").read_bytes())["attachments"]
    return {each["name"]: (place / "attachments" / each["sha256"]).read_bytes() for each in told} == FILES


def drafts(outgoing: Path) -> list[str]:
    return [each.name for each in outgoing.iterdir() if each.name.startswith(".")]


def test_a_replica_that_hangs_while_another_begins_lays_down_no_half_case(
    replica: Callable[[], FileDrop], tmp_path: Path
) -> None:
    other_has_begun, first_is_done = threading.Event(), threading.Event()

    def first_hangs(name: str) -> None:
        if name == "form":
            assert other_has_begun.wait(PATIENCE_S)

    def other_hangs(name: str) -> None:
        if name == "photo":
            other_has_begun.set()
            assert first_is_done.wait(PATIENCE_S)

    first, other = replica(), replica()
    with ThreadPoolExecutor(2) as pool:
        slow = pool.submit(first.deliver, case(first_hangs))
        slow.add_done_callback(lambda _: first_is_done.set())
        late = pool.submit(other.deliver, case(other_hangs))
        assert (slow.result(), late.result()) == (Delivered(), Delivered())
    outgoing = tmp_path / "city" / "outgoing"
    assert is_whole(outgoing / "case-1")
    assert drafts(outgoing) == []


def test_a_draft_that_broke_off_is_taken_away(replica: Callable[[], FileDrop], tmp_path: Path) -> None:
    def breaks(_name: str) -> None:
        raise OSError

    its = replica()
    its.deliver(case(breaks))
    outgoing = tmp_path / "city" / "outgoing"
    assert list(outgoing.iterdir()) == []
    assert its.deliver(case()) == Delivered()
    assert is_whole(outgoing / "case-1")


def test_what_a_killed_centre_left_goes_after_a_day_and_not_before(
    replica: Callable[[], FileDrop], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    its = replica()
    outgoing = tmp_path / "city" / "outgoing"
    for name in (".case-2.part", ".case-2.0123456789abcdef.part", ".case-3.0123456789abcdef.part"):
        (outgoing / name / "attachments").mkdir(parents=True)
        (outgoing / name / "attachments" / "x").write_bytes(b"plain")
    for name in (".case-2.part", ".case-2.0123456789abcdef.part"):
        at = time.time() - DAY_S - 60
        os.utime(outgoing / name, (at, at))
    its.poll()
    assert drafts(outgoing) == [".case-3.0123456789abcdef.part"]
    at = time.time() - DAY_S - 60
    os.utime(outgoing / ".case-3.0123456789abcdef.part", (at, at))
    monkeypatch.setattr(file_drop, "TIDY_EVERY_S", 0.0)
    its.poll()
    assert drafts(outgoing) == []
