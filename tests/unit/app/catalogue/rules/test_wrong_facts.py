"""Facts that cannot be used are refused with the field named; facts of any shape never end in a traceback."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.rules.licence.facts import FACT_NAMES
from app.domain.errors import FormInvalid
from tests.unit.app.catalogue.rules.licence_driver import MADE_UP, ON, driver, judged

HUGE = 10**400

WRONG = [
    ("birth_date", "1981-5-1"),
    ("birth_date", "1981-02-30"),
    ("birth_date", 19810501),
    ("birth_date", "1801-01-01"),
    ("birth_date", "2026-11-27"),
    ("sex", "x"),
    ("sex", 1),
    ("classes", []),
    ("classes", "C1"),
    ("classes", ["C1", "C1"]),
    ("classes[1]", ["C1", "C7"]),
    ("classes[0]", ["c1"]),
    ("classes[0]", [None]),
    ("valid_from", "1981-05-01"),
    ("valid_to", "2021-01-09"),
    ("valid_to", "long_term"),
    ("valid_to", "9999-12-31"),
    ("points_by_year", 0),
    ("points_by_year", [0] * 61),
    ("points_by_year[2]", [0, 0, -1]),
    ("points_by_year[0]", ["0"]),
    ("points_by_year[0]", [1.5]),
    ("unsettled_violations", -1),
    ("unsettled_violations", True),
    ("unsettled_violations", HUGE),
    ("unsettled_accidents", "none"),
    ("in_person", "yes"),
    ("in_person", 1),
    ("medical", []),
    ("medical", "passed"),
    ("medical.date", "20 Nov 2026"),
    ("medical.height_cm", 1.72),
    ("medical.height_cm", HUGE),
    ("medical.height_cm", float("nan")),
    ("medical.height_cm", float("inf")),
    ("medical.vision_left", 1.0),
    ("medical.vision_left", 0.8),
    ("medical.vision_right", 2.9),
    ("medical.vision_right", 5.4),
    ("medical.vision_right", "5.0"),
    ("medical.one_eyed", "no"),
    ("medical.field_degrees", 361),
    ("medical.colour_blind", "red"),
    ("medical.colour_blind", False),
    ("medical.hearing_left", 50),
    ("medical.limbs", "ok"),
    ("medical.trunk_neck", True),
    ("medical.eyes", 2),
    ("three_ability", 95),
    ("three_ability.score", 101),
    ("three_ability.tries", 1),
    ("name", "x"),
]


@pytest.mark.parametrize(("field", "value"), WRONG, ids=[f"{field}={str(value)[:20]}" for field, value in WRONG])
def test_a_wrong_fact_is_named(field: str, value: Any) -> None:
    with pytest.raises(FormInvalid) as caught:
        judged(driver({field.partition("[")[0]: value}))
    assert caught.value.field == field
    assert caught.value.exit_code == 2
    assert caught.value.what_to_do


def test_decimal_vision_is_asked_again_because_1_0_would_be_near_blindness() -> None:
    with pytest.raises(FormInvalid, match="对数视力表") as caught:
        judged(driver({"medical.vision_left": 1.0}))
    assert "小数视力 1.0 写 5.0" in caught.value.what_to_do


def test_what_a_person_wrote_is_not_quoted() -> None:
    with pytest.raises(FormInvalid) as caught:
        judged(driver({"birth_date": "张三"}))
    assert "张三" not in caught.value.message + caught.value.what_to_do


@pytest.mark.parametrize("document", [None, [], "C1", 7, [{}], True])
def test_facts_that_are_no_object_are_named(document: Any) -> None:
    with pytest.raises(FormInvalid) as caught:
        judged(document)
    assert caught.value.field == "facts"


@pytest.mark.parametrize("fact", [each for each in FACT_NAMES if each != "valid_to"])
def test_null_is_the_same_as_left_out(fact: str) -> None:
    with_test = {"birth_date": "1950-01-01", "three_ability.date": "2026-11-01", "three_ability.score": 95}
    assert judged(driver({**with_test, fact: None})) == judged(driver(with_test, [fact]))


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.dates(date(1800, 1, 1), date(2300, 1, 1)).map(date.isoformat)
    | st.sampled_from(["C1", "B2", "pass", "fail", "none", "red_green"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=8,
)
PATHS = st.sampled_from(sorted(FACT_NAMES))
DAYS = st.dates(date(2022, 4, 1), date(2199, 12, 31))


@MADE_UP
@given(document=JSON, on=DAYS)
def test_any_json_is_judged_or_refused_by_field(document: Any, on: date) -> None:
    judged_or_refused(document, on)


@MADE_UP
@given(changes=st.dictionaries(PATHS, JSON, max_size=5), without=st.lists(PATHS, max_size=3), on=DAYS)
def test_a_driver_with_anything_changed_is_judged_or_refused_by_field(
    changes: dict[str, Any], without: list[str], on: date
) -> None:
    facts = driver(on=ON)
    for path, value in changes.items():
        group, _, key = path.rpartition(".")
        place = facts.setdefault(group, {}) if group else facts
        if isinstance(place, dict):
            place[key] = value
    for path in without:
        facts.pop(path, None)
    judged_or_refused(facts, on)


def judged_or_refused(document: Any, on: date) -> None:
    try:
        answer = judged(document, on).as_json()
    except FormInvalid as error:
        told = (error.field, error.message, error.what_to_do)
    else:
        told = tuple(each["text"] for each in answer["reasons"]) or ("may",)
        assert json.loads(json.dumps(answer, allow_nan=False)) == answer
    quoted = "{" in json.dumps(document)  # a fact may be named so, and is named in the sentence
    assert all(each and each.isprintable() and (quoted or "{" not in each) for each in told)
