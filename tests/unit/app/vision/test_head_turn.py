from dataclasses import replace

import pytest

from app.domain.vision_ports import Turn
from app.vision.head_turn import (
    GONE_S,
    LIMIT_S,
    HeadTurn,
    Hint,
    Phase,
    Sight,
    seen,
    unseen,
    wants_numbers,
)

LEFT_THEN_RIGHT = (Turn.LEFT, Turn.RIGHT)
ME, OTHER = (0.0,) * 128, (1.0,) * 128
BEGUN = HeadTurn((LEFT_THEN_RIGHT, LEFT_THEN_RIGHT), 0.0, 0.6)
STRAIGHT = Sight(0.0, 1.0, 0.02, 0.5, (600.0, 300.0), 200.0)


def turned(yaw: float) -> Sight:
    """What a solid head shows at this yaw."""
    return replace(STRAIGHT, yaw_deg=1.0 + yaw, eyes=0.02 + yaw * 0.012, length=0.5 * (1 + abs(yaw) * 0.005))


def play(state: HeadTurn, *sights: Sight, numbers: tuple[float, ...] = ME) -> HeadTurn:
    """Ten pictures a second."""
    at = state.last.at_s if state.last else state.began_s
    for sight in sights:
        at += 0.1
        sight = replace(sight, at_s=at)
        if wants_numbers(state, sight):
            sight = replace(sight, numbers=numbers)
        state = seen(state, sight)
    return state


def out_to(yaw: float) -> list[Sight]:
    return [turned(yaw * share) for share in (0.2, 0.5, 0.8, 1.0, 1.0)]


def and_back(yaw: float) -> list[Sight]:
    return [*out_to(yaw), *(turned(yaw * share) for share in (0.6, 0.2, 0.0, 0.0))]


FACED = play(BEGUN, STRAIGHT, STRAIGHT)


def test_both_turns_in_the_asked_order_pass() -> None:
    assert FACED.asked is Turn.LEFT
    half = play(FACED, *and_back(18))
    assert (half.asked, half.done) == (Turn.RIGHT, 1)
    whole = play(half, *and_back(-18))
    assert (whole.phase, whole.done, whole.finished) == (Phase.PASSED, 2, True)


def test_numbers_are_kept_while_the_check_runs_and_not_after() -> None:
    assert FACED.numbers == ME
    assert play(FACED, *and_back(18), *and_back(-18)).numbers is None
    assert "1.0, 1.0" not in repr(play(BEGUN, STRAIGHT, STRAIGHT, numbers=OTHER))


def test_one_picture_alone_turns_nothing() -> None:
    assert play(FACED, turned(8), turned(18), turned(0), turned(8), turned(18), turned(0)).asked is Turn.LEFT


def test_the_nose_alone_turns_nothing() -> None:
    slanting = [replace(turned(yaw), eyes=STRAIGHT.eyes) for yaw in (4, 9, 14, 20, 25, 25, 25)]
    assert play(FACED, *slanting).asked is Turn.LEFT


def test_the_eyes_alone_turn_nothing() -> None:
    upright = [replace(STRAIGHT, eyes=STRAIGHT.eyes + shift) for shift in (0.1, 0.2, 0.3, 0.3, 0.3)]
    assert play(FACED, *upright).asked is Turn.LEFT


def test_a_face_that_got_narrow_as_a_print_does_turns_nothing() -> None:
    tilted = [replace(turned(yaw), length=0.62) for yaw in (4, 9, 14, 20, 25, 25, 25)]
    assert play(FACED, *tilted).asked is Turn.LEFT


def test_the_other_side_costs_an_attempt_and_begins_in_the_next_order() -> None:
    state = play(replace(FACED, orders=(LEFT_THEN_RIGHT, (Turn.RIGHT, Turn.LEFT))), *out_to(-18))
    assert (state.phase, state.hint, state.done) == (Phase.FACING, Hint.OTHER_SIDE, 0)
    again = play(state, turned(-8), STRAIGHT, STRAIGHT)
    assert again.asked is Turn.RIGHT
    assert again.hint is Hint.NONE


def test_after_the_last_attempt_it_is_over() -> None:
    state = play(play(FACED, *out_to(-18)), turned(-8), STRAIGHT, STRAIGHT, *out_to(-18))
    assert (state.phase, state.finished, state.asked) == (Phase.FAILED, True, None)
    assert seen(state, STRAIGHT).phase is Phase.FAILED
    assert unseen(state, 1.0).phase is Phase.FAILED


@pytest.mark.parametrize("half", [False, True])
def test_another_face_at_a_frontal_moment_costs_an_attempt(half: bool) -> None:
    state = play(FACED, *and_back(18)) if half else FACED
    way = -18 if half else 18
    other = play(state, *and_back(way), numbers=OTHER)
    assert (other.phase, other.hint, other.done) == (Phase.FACING, Hint.ONE_PERSON, 0)


def test_with_a_portrait_another_face_does_not_even_begin() -> None:
    state = play(replace(BEGUN, numbers=ME), STRAIGHT, STRAIGHT, numbers=OTHER)
    assert (state.phase, state.hint) == (Phase.FACING, Hint.ONE_PERSON)


def test_a_turned_picture_shoved_in_passes_through_no_angles_between() -> None:
    state = play(FACED, turned(18), turned(18), turned(18))
    assert (state.asked, state.hint) == (Turn.LEFT, Hint.SLOWER)
    assert play(state, turned(0), *out_to(18)).phase is Phase.RETURNING


@pytest.mark.parametrize(
    "leap", [{"place": (900.0, 300.0)}, {"place": (600.0, 480.0)}, {"width": 320.0}, {"width": 120.0}]
)
def test_a_face_that_leaps_begins_again(leap: dict[str, float]) -> None:
    state = play(play(FACED, *and_back(18)), replace(turned(-6), **leap))  # type: ignore[arg-type]
    assert (state.phase, state.done, state.hint) == (Phase.FACING, 0, Hint.STEADY)


def test_a_face_out_of_sight_for_a_moment_goes_on_and_for_longer_begins_again() -> None:
    state = play(FACED, turned(4), turned(9))
    at = state.last.at_s if state.last else 0.0
    assert unseen(state, at + 0.3).phase is Phase.TURNING
    away = unseen(state, at + GONE_S + 0.1)
    assert (away.phase, away.hint) == (Phase.FACING, Hint.STEADY)
    late = seen(state, replace(turned(14), at_s=at + GONE_S + 0.1))
    assert (late.phase, late.hint) == (Phase.FACING, Hint.STEADY)


def test_it_ends_by_itself() -> None:
    assert seen(FACED, replace(STRAIGHT, at_s=LIMIT_S + 0.1)).phase is Phase.FAILED
    assert unseen(FACED, LIMIT_S + 0.1).phase is Phase.FAILED


def test_a_head_that_is_held_a_little_askew_is_straight_for_its_owner() -> None:
    def askew(yaw: float) -> Sight:
        return replace(turned(yaw), yaw_deg=turned(yaw).yaw_deg + 6)

    state = play(BEGUN, askew(0), askew(0), *(askew(18 * share) for share in (0.2, 0.5, 0.8, 1, 1, 0.5, 0, 0)))
    assert state.done == 1


def moved_by(sight: Sight, aside_deg: float) -> Sight:
    return replace(sight, yaw_deg=sight.yaw_deg + aside_deg)


def test_who_began_with_the_head_aside_and_comes_back_straight_has_come_back() -> None:
    """What was taken for straight looked 8 degrees to the other side: facing the camera, one is just beyond it."""
    began = play(BEGUN, moved_by(STRAIGHT, -8.5), moved_by(STRAIGHT, -8.5))
    assert began.asked is Turn.LEFT
    away = play(began, *(moved_by(turned(20 * share), -8.5) for share in (0.2, 0.4, 0.8, 1.0, 1.0)))
    assert away.phase is Phase.RETURNING
    assert play(away, *([moved_by(STRAIGHT, 0.1)] * 2)).done == 1


def test_who_began_with_the_head_aside_has_not_come_back_while_it_is_still_turned() -> None:
    began = play(BEGUN, moved_by(STRAIGHT, -8.5), moved_by(STRAIGHT, -8.5))
    away = play(began, *(moved_by(turned(20 * share), -8.5) for share in (0.2, 0.4, 0.8, 1.0, 1.0)))
    still = play(away, *([replace(turned(20), yaw_deg=4.6)] * 5))
    assert (still.phase, still.done) == (Phase.RETURNING, 0)


def test_a_turned_face_is_no_frontal_moment() -> None:
    assert not wants_numbers(replace(BEGUN, held=1), replace(turned(12), at_s=0.1))
    assert play(BEGUN, *([turned(12)] * 5)).phase is Phase.FACING
