"""One eye at the chart: where it begins, when a line counts, where it ends."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.journeys.medical import Chart, EyeToldBlind, GlassesTold, Pointed, take
from app.journeys.medical.chart import LINES
from app.journeys.medical.exam import Exam
from app.journeys.medical.vision import FIRST_LINE, Eye
from tests.unit.app.journeys.medical.examined import BEGAN, OPPOSITE, at_vision, fresh, looks


@pytest.mark.parametrize("sees", LINES)
def test_whoever_reads_to_a_line_is_measured_at_it(sees: float) -> None:
    exam = looks(looks(at_vision(fresh()), sees), 4.0)
    assert exam.vision(Eye.RIGHT) == sees
    assert exam.vision(Eye.LEFT) == 4.0
    assert not exam.looking(Eye.RIGHT).at_least


def test_an_eye_that_reads_nothing_is_nought() -> None:
    exam = looks(at_vision(fresh()), 0)
    assert exam.vision(Eye.RIGHT) == 0.0
    assert {each.line for each in exam.right} == {4.0, 4.1, 4.2, 4.3, 4.4, 4.5}


def test_it_begins_in_the_middle_with_the_right_eye_after_the_glasses() -> None:
    exam = fresh()
    assert take(exam, Pointed(exam.facing(Eye.RIGHT))) == exam
    exam = at_vision(exam, glasses=True)
    assert (exam.corrected, exam.eye, exam.looking(Eye.RIGHT).line) == (True, Eye.RIGHT, FIRST_LINE)
    assert take(exam, GlassesTold(worn=False)) == exam


def answered(exam: Exam, *right: bool) -> Exam:
    """The right eye's next E, right or wrong in turn."""
    for each in right:
        shown = exam.facing(Eye.RIGHT)
        exam = take(exam, Pointed(shown if each else OPPOSITE[shown]), BEGAN)
    return exam


@pytest.mark.parametrize(
    ("answers", "line"),
    [
        ((True, True), 4.5),
        ((True, True, True), 4.6),
        ((False, False), 4.5),
        ((True, False, True, False), 4.5),
        ((True, False, True, False, True), 4.6),
        ((True, False, True, False, False), 4.4),
        ((False, False, False), 4.4),
    ],
)
def test_a_line_counts_when_more_than_half_of_its_five_are_right(answers: tuple[bool, ...], line: float) -> None:
    assert answered(at_vision(fresh()), *answers).looking(Eye.RIGHT).line == line


def test_it_ends_with_the_last_line_read_and_what_comes_then_is_the_other_eye() -> None:
    exam = answered(at_vision(fresh()), True, True, True, False, False, False)
    assert exam.vision(Eye.RIGHT) == 4.5
    assert exam.eye is Eye.LEFT
    seen = take(exam, Pointed(exam.facing(Eye.LEFT)), BEGAN)
    assert (len(seen.right), len(seen.left)) == (6, 1)


def test_to_coarser_lines_it_ends_with_the_first_that_is_read() -> None:
    exam = answered(at_vision(fresh()), *(False,) * 6, True, True, True)
    assert exam.vision(Eye.RIGHT) == 4.3


def test_what_the_screen_cannot_draw_is_not_asked_and_the_result_is_at_least() -> None:
    exam = looks(at_vision(fresh(Chart(distance_mm=1000))), 5.3)
    assert exam.vision(Eye.RIGHT) == 5.0
    assert exam.looking(Eye.RIGHT).at_least


def test_a_screen_that_can_draw_nothing_asks_nothing_and_finds_nothing() -> None:
    exam = at_vision(fresh(Chart(pixel_mm=100, distance_mm=100)))
    looking = exam.looking(Eye.RIGHT)
    assert (looking.line, looking.result) == (None, None)
    assert take(exam, Pointed(None)) == exam


def test_where_the_first_line_is_out_of_reach_it_begins_with_the_nearest() -> None:
    far = Chart(pixel_mm=0.03, distance_mm=5000)
    assert far.lines[0] == 4.7
    assert at_vision(fresh(far)).looking(Eye.RIGHT).line == 4.7


def test_an_eye_told_blind_is_not_asked_and_of_two_only_one_can_be() -> None:
    exam = take(at_vision(fresh()), EyeToldBlind(Eye.RIGHT), BEGAN)
    assert (exam.vision(Eye.RIGHT), exam.eye) == (0.0, Eye.LEFT)
    assert take(exam, EyeToldBlind(Eye.LEFT)) == exam
    other = replace(exam, blind_eye=None)
    assert take(other, EyeToldBlind(Eye.LEFT)) == other, "the one that is not asked yet"
