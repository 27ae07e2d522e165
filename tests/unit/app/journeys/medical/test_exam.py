"""The whole check: its order, what comes again, what the rules and the doctor get."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.catalogue.rules.licence import read_facts
from app.catalogue.rules.licence.answer import Verdict
from app.journeys.medical import (
    CANNOT_TELL,
    Act,
    ActTold,
    AidTold,
    Chart,
    Colour,
    Ear,
    Exam,
    Eye,
    EyeToldBlind,
    Facing,
    Heard,
    HeightTold,
    Part,
    PlateKind,
    PlateNamed,
    begin,
    facts,
    limbs_shown,
    placed,
    repeat,
    take,
)
from app.journeys.medical.chart import facings
from app.journeys.medical.colour import FIGURES, plates
from app.journeys.medical.keeping import exam_of, exam_told
from tests.unit.app.catalogue.rules.licence_driver import ON, driver, judged
from tests.unit.app.journeys.medical.examined import (
    BEGAN,
    CASE,
    all_acts,
    at_acts,
    at_colour,
    at_hearing,
    at_vision,
    fresh,
    hears,
    looks,
    names,
    whole,
)

TODAY = date(2026, 3, 18)


def test_the_parts_come_in_their_order_and_then_it_is_over() -> None:
    stages = [fresh(), at_vision(fresh()), at_colour(fresh()), at_hearing(fresh()), at_acts(fresh()), whole(fresh())]
    assert [each.now for each in stages] == [*Part, None]


def test_the_facts_are_what_the_rule_pack_reads() -> None:
    told = facts(whole(fresh()), TODAY)
    assert told == {
        "date": "2026-03-18",
        "height_cm": 172,
        "vision_left": 4.9,
        "vision_right": 5.0,
        "corrected": False,
        "colour_blind": "none",
        "hearing_left": True,
        "hearing_right": True,
        "hearing_aid": False,
    }
    medical = read_facts({"medical": told}, TODAY).medical
    assert medical is not None
    assert (medical.vision_right, medical.colour_blind, medical.limbs, medical.trunk_neck) == (5.0, "none", None, None)


def test_what_is_not_known_is_left_out_and_one_eyed_only_said_when_told() -> None:
    assert facts(fresh(), TODAY) == {"date": "2026-03-18"}
    blind = looks(take(at_vision(fresh()), EyeToldBlind(Eye.RIGHT), BEGAN), 5.0)
    told = facts(blind, TODAY)
    assert (told["one_eyed"], told["vision_right"], told["vision_left"]) == (True, 0.0, 5.0)
    assert read_facts({"medical": told}, TODAY).medical is not None


def test_the_doctor_is_told_what_was_shown_when_and_what_could_not_be() -> None:
    exam = take(at_acts(fresh()), ActTold(Act.SQUAT, shown=False), BEGAN + timedelta(seconds=95.26))
    exam = take(exam, ActTold(Act.RAISE_ARMS, shown=True))
    assert limbs_shown(exam) == [
        {"act": "raise_arms", "shown": True},
        {"act": "squat", "shown": False, "seconds": 95.3},
    ]
    assert exam.now is Part.ACTS
    again = take(exam, ActTold(Act.SQUAT, shown=True), BEGAN - timedelta(seconds=1))
    assert {"act": "squat", "shown": True} in limbs_shown(again), "a clock set back is no time"


@pytest.mark.parametrize("cm", [49.9, 260.1, float("nan")])
def test_a_height_that_no_person_has_is_not_taken(cm: float) -> None:
    assert take(fresh(), HeightTold(cm)) == fresh()


def test_every_plate_read_is_no_blindness_and_one_missed_is() -> None:
    exam = at_colour(fresh())
    assert names(exam, lambda plate: plate.figure).colour is Colour.NONE
    last = exam.plates[-1]
    assert names(exam, lambda p: CANNOT_TELL if p is last or p == last else p.figure).colour is Colour.RED_GREEN
    blind = names(exam, lambda p: p.figure if p.kind is PlateKind.DEMONSTRATION else CANNOT_TELL)
    assert blind.colour is Colour.RED_GREEN
    assert take(exam, PlateNamed("牛")) == exam


def test_who_misses_the_plate_everybody_reads_takes_no_further_one_before_the_test_is_repeated() -> None:
    missed = take(at_colour(fresh()), PlateNamed(CANNOT_TELL))
    assert (missed.colour_invalid, missed.colour, missed.now) == (True, None, Part.COLOUR)
    assert take(missed, PlateNamed(missed.plates[1].figure)) == missed
    again = repeat(missed, Part.COLOUR)
    assert not again.colour_invalid
    assert names(again, lambda plate: plate.figure).colour is Colour.NONE


def test_who_misses_it_again_goes_on_without_a_verdict_and_the_rules_do_not_know() -> None:
    twice = take(repeat(take(at_colour(fresh()), PlateNamed("")), Part.COLOUR), PlateNamed(""))
    assert (twice.colour, twice.now) == (None, Part.HEARING)
    whole_check = all_acts(hears(twice))
    assert whole_check.now is None
    told = facts(whole_check, ON)
    assert "colour_blind" not in told
    answer = judged({**driver(), "medical": {**told, "limbs": "pass", "trunk_neck": "pass"}})
    assert answer.verdict is Verdict.UNKNOWN
    assert [each.fact for each in answer.reasons if each.fact] == ["medical.colour_blind"]


def test_a_check_of_before_that_missed_every_plate_is_repeated_too() -> None:
    exam = replace(at_colour(fresh()), named=(CANNOT_TELL,) * 4)
    assert (exam.colour_invalid, exam.now) == (True, Part.COLOUR)


def test_the_plates_follow_from_the_seed_and_offer_what_they_show() -> None:
    shown: set[str] = set()
    for seed in range(300):
        four = plates(seed, 0)
        assert four == plates(seed, 0)
        assert [each.kind for each in four] == [PlateKind.DEMONSTRATION, *(PlateKind.RED_GREEN,) * 3]
        assert len({each.figure for each in four}) == 4
        for each in four:
            assert each.figure in each.choices
            assert len(set(each.choices)) == 4
            assert list(each.choices) == sorted(each.choices)
        shown |= {each.figure for each in four}
    assert shown == set(FIGURES)


def test_hearing_asks_for_the_aid_first_and_hears_each_ear() -> None:
    exam = at_hearing(fresh())
    assert take(exam, Heard(Ear.LEFT, heard=True)) == exam
    deaf = at_acts(fresh(), left=False, aid=True)
    assert (deaf.hearing_left, deaf.hearing_right, deaf.hearing_aid) == (False, True, True)


@pytest.mark.parametrize("part", Part)
def test_a_part_taken_again_forgets_itself_alone_and_shows_other_things(part: Part) -> None:
    before = whole(fresh())
    after = repeat(before, part)
    assert after.now is part
    assert [each for each in Part if not after.is_over(each)] == [part]
    assert (after.attempt(part), before.attempt(part)) == (1, 0)
    if part is Part.COLOUR:
        assert after.plates != before.plates
    if part is Part.VISION:
        assert drawn(after) != drawn(before)


def drawn(exam: Exam) -> tuple[Facing, ...]:
    return facings(exam.seed, f"vision {exam.attempt(Part.VISION)} right", 12)


def test_the_same_case_sees_the_same_and_another_case_another() -> None:
    assert begin(CASE, Chart()) == begin(CASE, Chart())
    assert begin(CASE, Chart()).plates != begin("another", Chart()).plates


def test_on_another_screen_what_the_eyes_saw_is_forgotten_and_the_rest_is_not() -> None:
    far = Chart(distance_mm=3000)
    moved = placed(whole(fresh()), far)
    assert (moved.chart, moved.now) == (far, Part.VISION)
    assert placed(moved, far) is moved
    assert placed(fresh(), far).attempt(Part.VISION) == 0, "nothing was seen yet"


@pytest.mark.parametrize("make", [at_vision, at_colour, at_hearing, at_acts, whole])
def test_what_is_kept_comes_back_the_same(make: Callable[[Exam], Exam]) -> None:
    exam = make(fresh())
    assert exam_of(json.loads(json.dumps(exam_told(exam)))) == exam
    again = repeat(exam, Part.COLOUR)
    assert exam_of(json.loads(json.dumps(exam_told(again)))) == again


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {**exam_told(fresh()), "chart": {"wide": 1}},
        {**exam_told(fresh()), "repeats": {"nose": 1}},
        {**exam_told(fresh()), "acts": [{"act": "fly", "shown": True, "seconds": None}]},
    ],
)
def test_what_nobody_wrote_is_refused(broken: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        exam_of(broken)


def test_nothing_of_the_body_stands_in_its_repr() -> None:
    told = repr(whole(fresh()))
    assert "172" not in told
    assert "Sighting" not in told


def test_what_belongs_to_another_part_changes_nothing() -> None:
    for exam in (fresh(), at_vision(fresh()), at_colour(fresh()), at_hearing(fresh()), at_acts(fresh())):
        for finding, part in (
            (HeightTold(180), Part.HEIGHT),
            (PlateNamed(CANNOT_TELL), Part.COLOUR),
            (AidTold(worn=True), Part.HEARING),
            (ActTold(Act.BEND, shown=True), Part.ACTS),
        ):
            assert (take(exam, finding) != exam) == (exam.now is part), (exam.now, finding)
