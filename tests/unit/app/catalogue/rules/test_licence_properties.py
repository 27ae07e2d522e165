"""What must hold for every driver, not only for those of the table."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from app.catalogue.rules.licence import evaluate, read_facts
from app.catalogue.rules.licence.words import LicenceClass
from tests.unit.app.catalogue.rules.licence_driver import MADE_UP, NEWEST, ON, driver, judged

LEAST_VISION = 4.9
"""Of any class, by the packs."""

ORDER = {"may_not": 0, "unknown": 1, "may": 2}
VISION = st.sampled_from([5.0, 4.9, 5.1, 4.8, 5.3, 4.0, 0])
YES_NO = st.booleans()
CLASSES = st.lists(st.sampled_from([each.value for each in LicenceClass]), min_size=1, max_size=4, unique=True)


@st.composite
def drivers(draw: st.DrawFn) -> dict[str, Any]:
    """Drivers of every class, age and health, with anything not known."""
    changes: dict[str, Any] = {
        "classes": draw(CLASSES),
        "birth_date": draw(st.dates(date(1930, 1, 1), date(2005, 1, 1))).isoformat(),
        "points_by_year": draw(st.lists(st.integers(0, 15), max_size=10)),
        "unsettled_violations": draw(st.sampled_from([0, 0, 0, 2])),
        "medical.height_cm": draw(st.integers(140, 190)),
        "medical.vision_left": draw(VISION),
        "medical.vision_right": draw(VISION),
        "medical.one_eyed": draw(st.sampled_from([False, False, False, True])),
        "medical.field_degrees": draw(st.integers(100, 200)),
        "medical.colour_blind": draw(st.sampled_from(["none", "none", "none", "other", "red_green"])),
        "medical.hearing_left": draw(st.sampled_from([True, True, True, False])),
        "medical.hearing_aid": draw(YES_NO),
        "three_ability.score": draw(st.integers(70, 100)),
        "three_ability.date": (ON - timedelta(days=draw(st.integers(0, 400)))).isoformat(),
    }
    return driver(changes, draw(st.lists(st.sampled_from(sorted(changes)), max_size=3)))


def rank(facts: dict[str, Any]) -> int:
    return ORDER[judged(facts).verdict]


@MADE_UP
@given(facts=drivers(), eye=st.sampled_from(["vision_left", "vision_right"]), better=VISION)
def test_better_vision_never_makes_it_worse(facts: dict[str, Any], eye: str, better: float) -> None:
    medical = facts["medical"]
    assume(eye in medical)
    better = max(better, medical[eye])
    before = judged(facts)
    medical[eye] = better
    after = judged(facts)
    assert ORDER[after.verdict] >= ORDER[before.verdict]


@MADE_UP
@given(facts=drivers(), field=st.sampled_from(["height_cm", "field_degrees"]), more=st.integers(0, 40))
def test_more_height_or_field_never_makes_it_worse(facts: dict[str, Any], field: str, more: int) -> None:
    assume(field in facts["medical"])
    before = rank(facts)
    facts["medical"][field] += more
    assert rank(facts) >= before


@MADE_UP
@given(facts=drivers(), days=st.integers(1, 20_000))
def test_being_younger_never_makes_it_worse(facts: dict[str, Any], days: int) -> None:
    assume("birth_date" in facts)
    before = rank(facts)
    younger = date.fromisoformat(facts["birth_date"]) + timedelta(days=days)
    assume(younger < date.fromisoformat(facts["valid_from"]))
    facts["birth_date"] = younger.isoformat()
    assert rank(facts) >= before


def _sees_with_the_eye_that_is_said_blind(medical: dict[str, Any]) -> bool:
    """Contradicts itself: where nothing is said of one eye, two that see enough are two."""
    eyes = (medical.get("vision_left"), medical.get("vision_right"))
    return medical.get("one_eyed") is True and all(each is not None and each >= LEAST_VISION for each in eyes)


@MADE_UP
@given(facts=drivers(), path=st.sampled_from(["medical.vision_left", "medical.one_eyed", "medical.colour_blind"]))
def test_knowing_less_never_turns_a_yes_into_a_no_or_back(facts: dict[str, Any], path: str) -> None:
    assume(path != "medical.one_eyed" or not _sees_with_the_eye_that_is_said_blind(facts["medical"]))
    known = judged(facts).verdict
    facts["medical"].pop(path.removeprefix("medical."), None)
    assert judged(facts).verdict in (known, "unknown")


@MADE_UP
@given(facts=drivers())
def test_who_may_keeps_every_class_and_who_is_undecided_is_told_what_is_missing(facts: dict[str, Any]) -> None:
    answer = judged(facts)
    if answer.verdict == "may":
        assert set(answer.allowed_classes) == set(facts["classes"])
        assert answer.new_validity is not None
    if answer.verdict == "unknown":
        assert any(each.fact for each in answer.reasons)
    if answer.verdict == "may_not":
        assert any(each.effect == "refuses" for each in answer.reasons)


@MADE_UP
@given(facts=drivers())
def test_what_is_offered_instead_can_be_had(facts: dict[str, Any]) -> None:
    """Who comes back for just the classes that are offered is not refused for one of them."""
    offered = judged(facts).allowed_classes
    if offered:
        facts["classes"] = [each.value for each in offered]
        assert judged(facts).allowed_classes == offered


@MADE_UP
@given(facts=drivers(), days=st.integers(0, 1500))
def test_the_answer_names_the_version_and_only_rules_of_the_pack(facts: dict[str, Any], days: int) -> None:
    on = ON + timedelta(days=days)
    answer = evaluate(NEWEST, read_facts(facts, on), on)
    assert answer.pack_version == NEWEST.head.version
    assert all(each.rule in NEWEST.texts for each in answer.reasons)
