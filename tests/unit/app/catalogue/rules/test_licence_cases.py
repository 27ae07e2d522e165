"""The table of cases: what the shipped pack says of each driver."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from app.catalogue.rules.licence.words import LicenceClass, Rule
from tests.unit.app.catalogue.rules.licence_driver import FINDINGS, ON, TABLE, driver, judged

CASES: list[dict[str, Any]] = TABLE["cases"]


@pytest.mark.parametrize("case", CASES, ids=[each["name"] for each in CASES])
def test_a_driver_of_the_table_is_judged(case: dict[str, Any]) -> None:
    on = date.fromisoformat(case["day"]) if "day" in case else ON
    answer = judged(driver(case.get("facts"), case.get("without", ()), on), on).as_json()
    reasons = answer["reasons"]
    seen = {
        "verdict": answer["verdict"],
        "rules": [each["rule"] for each in reasons if each["effect"] != "tells"],
        "told": [each["rule"] for each in reasons if each["effect"] == "tells"],
        "missing": [each["fact"] for each in reasons if "fact" in each],
        "allowed": answer["allowed_classes"],
        "validity": answer["new_validity"] or "none",
        "first_day": answer["first_day"] or "none",
        "until": reasons[0]["until"] if reasons else None,
    }
    wanted = dict(case["want"])
    piece = wanted.pop("says", "")
    assert {key: seen[key] for key in wanted} == wanted
    assert any(piece in each["text"] for each in reasons)


def test_the_pack_that_ships_has_nothing_wrong() -> None:
    assert FINDINGS == []


def test_the_table_is_large_and_names_each_case_once() -> None:
    assert len(CASES) >= 100
    assert [name for name, times in Counter(each["name"] for each in CASES).items() if times > 1] == []


def test_every_rule_and_every_class_has_a_case() -> None:
    rules = {rule for case in CASES for key in ("rules", "told") for rule in case["want"].get(key, ())}
    classes = {each for case in CASES for each in case.get("facts", {}).get("classes", ())}
    assert rules == {each.value for each in Rule}
    assert classes == {each.value for each in LicenceClass}
