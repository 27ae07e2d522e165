"""A city's platform has more decisions waiting than one answer may hold: each round takes some, until none are left."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.central.adapters import over_http
from app.central.adapters.interface import Adapter
from app.central.adapters.opening import open_adapter
from tests.central.platform import Platform

LIMIT_BYTES = 16 * 1024
"""The bound of an answer, made smaller."""


@pytest.fixture
def platform() -> Iterator[Platform]:
    with Platform() as running:
        yield running


@pytest.fixture
def adapter(platform: Platform, tmp_path: Path) -> Iterator[Adapter]:
    opened = open_adapter(platform.url, tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(over_http, "ANSWER_LIMIT_BYTES", LIMIT_BYTES)


def waiting(count: int, reason: str = "材料不全，请补正") -> list[dict[str, Any]]:
    one = {"case": "BM01", "decision": "return", "reason": reason, "parts": ["photo"]}
    return [{"key": f"d-{number}", **one} for number in range(count)]


def rounds(adapter: Adapter) -> list[int]:
    """How many decisions each of them took."""
    taken = []
    while found := adapter.poll():
        taken.append(len(found))
        for each in found:
            adapter.confirm(each, "")
    return taken


def test_decisions_are_asked_for_some_at_a_time(adapter: Adapter, platform: Platform) -> None:
    platform.decisions = waiting(1_100)
    assert rounds(adapter) == [500, 500, 100]
    assert [key for key, _ in platform.outcomes] == [each["key"] for each in platform.decisions]


@pytest.mark.parametrize("reason", ["", "材料不全，请补正", '引号 " 和反斜杠 \\ 和 ]}', "\U0001f4c4"])
@pytest.mark.usefixtures("narrow")
def test_of_an_answer_that_is_too_long_the_whole_decisions_are_taken(
    adapter: Adapter, platform: Platform, reason: str
) -> None:
    platform.knows_limit = False
    platform.decisions = waiting(600, reason)
    taken = rounds(adapter)
    assert len(taken) > 1
    assert sum(taken) == 600
    assert [key for key, _ in platform.outcomes] == [each["key"] for each in platform.decisions]


@pytest.mark.usefixtures("narrow")
def test_an_answer_cut_anywhere_gives_what_is_whole_before_the_cut(
    adapter: Adapter, platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    platform.decisions = waiting(2, "补正")
    told = {"as_of": "now", "decisions": platform.decisions, "more": None}
    length = len(json.dumps(told, ensure_ascii=False).encode())
    found = []
    for limit in range(60, length + 1):
        monkeypatch.setattr(over_http, "ANSWER_LIMIT_BYTES", limit)
        try:
            found.append(len(adapter.poll()))
        except OSError:
            found.append(0)
    assert found == sorted(found)
    assert set(found) == {0, 1, 2}


def test_what_has_a_key_and_is_no_decision_is_answered_and_stands_in_nobodys_way(
    adapter: Adapter, platform: Platform
) -> None:
    good = waiting(1)
    platform.decisions = [{**each, "decision": 7, "key": f"bad-{each['key']}"} for each in waiting(500)] + good
    assert adapter.poll() == []
    assert [each.key for each in adapter.poll()] == ["d-0"]
    assert {outcome for _, outcome in platform.outcomes} == {"unreadable"}


@pytest.mark.parametrize("body", [b"[]", b"{", b'{"decisions": 7}', b"{}", b"\xff", b"[" * 100_000])
@pytest.mark.usefixtures("narrow")
def test_an_answer_that_holds_no_decisions_gives_none(body: bytes) -> None:
    for each in (body, body + b" " * LIMIT_BYTES * 2):
        try:
            assert over_http.listed(each) == []
        except OSError:
            continue
