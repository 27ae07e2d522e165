"""`kiosk central points` as an office without a browser types it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from app.domain.formats import CHINA

pytestmark = pytest.mark.usefixtures("founded")

MAKE = ("central", "points", "make", "housing-1", "--use", "housing", "--name", "保障房", "--quota", "3")
PAST = ("--opens", "2026-01-05", "--closes", "2026-01-31")


def test_a_round_goes_from_its_making_to_its_list(kiosk):
    made = kiosk(*MAKE, *PAST, "--json")
    assert (made.code, made.document["state"], made.document["quota"]) == (0, "open", 3)
    assert kiosk("central", "points", "publish", "housing-1", "--json").document["state"] == "listed"
    shown = kiosk("central", "points", "show", "housing-1", "--json").document
    assert shown["list"] == {"kind": "listed", "edition": 1, "rows": []}
    assert [(each["act"], each["by"]) for each in shown["acts"]] == [("made", "command"), ("published", "command")]
    assert [each["id"] for each in kiosk("central", "points", "list", "--json").document] == ["housing-1"]
    assert "housing-1　保障房　3 个　2026-01-05 到 2026-01-31　公示" in kiosk("central", "points", "list").out


def test_the_final_list_waits_for_the_days_of_objections(kiosk):
    kiosk(*MAKE, *PAST)
    kiosk("central", "points", "publish", "housing-1")
    answer = kiosk("central", "points", "final", "housing-1", "--json")
    assert answer.code == 2
    assert "公示到" in answer.error["message"]


def test_a_round_that_is_open_is_not_published(kiosk):
    closes = (datetime.now(CHINA).date() + timedelta(days=2)).isoformat()
    kiosk(*MAKE, "--opens", "2026-01-05", "--closes", closes)
    answer = kiosk("central", "points", "publish", "housing-1", "--json")
    assert (answer.code, "才截止" in answer.error["message"]) == (2, True)


@pytest.mark.parametrize("act", ["publish", "final", "show"])
def test_a_round_that_there_is_not_is_exit_2(kiosk, act):
    assert kiosk("central", "points", act, "nothing", "--json").error["message"] == "没有这一轮。"


@pytest.mark.parametrize("changed", [("--use", "flying"), ("--quota", "0"), ("--item", "temporary-id-card")])
def test_a_round_that_cannot_be_is_exit_2(kiosk, changed):
    answer = kiosk(*MAKE, *PAST, *changed, "--json")
    assert answer.code == 2
    assert answer.error["what_to_do"] or answer.error["message"]


def test_nothing_yet_is_said(kiosk):
    assert kiosk("central", "points", "list").out == "还没有轮次\n"
