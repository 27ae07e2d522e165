"""What the table does at the medical check: on with each answer, a tone, and over when all is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.service_item import ServiceItem, StepKind
from app.journeys import commands as do
from app.journeys import events as on
from app.journeys.draft import Draft
from app.journeys.medical import (
    Act,
    ActTold,
    AidTold,
    Chart,
    Ear,
    Exam,
    GlassesTold,
    Heard,
    HeightTold,
    Part,
    begin,
)
from app.journeys.medical.tone import Sound, Tone
from app.journeys.medical_events import Examined, RepeatPressed, ToneFailed, TonePressed, ToneWasPlayed
from app.journeys.screens import Screen, screen_of
from app.journeys.states import Asking, AtHome, AtStep, Passed, State, Trouble, Troubled
from app.journeys.table import step
from tests.journeys.items import CARD, item
from tests.unit.app.journeys.medical.examined import BEGAN, at_acts, at_hearing, fresh, whole

FAR = Chart(distance_mm=3000)


def with_check() -> ServiceItem:
    steps = list(item().steps)
    steps.insert(steps.index(StepKind.PHOTO) + 1, StepKind.MEDICAL)
    return replace(item(), steps=tuple(steps))


def at_check(exam: Exam | None = None, **more: object) -> AtStep:
    checked = with_check()
    draft = Draft("case-1", CARD, "matched", consented=True, photo=b"jpeg", medical=exam)
    here = AtStep(checked, checked.steps, checked.steps.index(StepKind.MEDICAL), draft, at_desk=True)
    return replace(here, **more)  # type: ignore[arg-type]


def after(state: State, *events: on.Event) -> tuple[AtStep, list[do.Command]]:
    commands: list[do.Command] = []
    for event in events:
        state, more = step(state, event)
        commands += more
    assert isinstance(state, AtStep)
    return state, commands


def test_after_the_photo_comes_the_check_of_this_case_on_this_screen() -> None:
    photo = replace(at_check(), index=with_check().steps.index(StepKind.PHOTO), mood=Passed(), chart=FAR)
    state, _ = after(photo, on.NextPressed())
    assert screen_of(state) is Screen.MEDICAL
    assert (state.draft.medical, state.mood) == (begin("case-1", FAR), Asking())


def test_the_chart_of_the_station_comes_with_the_item() -> None:
    begun, _ = after(AtHome(), on.ItemChosen(with_check(), "case-1", online=True, at_desk=True, chart=FAR))
    assert begun.chart == FAR
    draft = Draft("case-1", CARD, consented=True)
    resumed, _ = after(AtHome(), on.DraftResumed(with_check(), draft, online=True, chart=FAR))
    assert resumed.chart == FAR


def test_each_answer_is_kept_before_the_next() -> None:
    state, commands = after(at_check(fresh()), Examined(HeightTold(172), BEGAN), Examined(GlassesTold(worn=True)))
    assert [each.draft.medical.now for each in commands if isinstance(each, do.KeepDraft) and each.draft.medical] == [
        Part.VISION,
        Part.VISION,
    ]
    assert state.draft.medical is not None
    assert (state.draft.medical.height_cm, state.draft.medical.corrected) == (172, True)
    assert state.draft.medical.began == BEGAN


def test_there_is_no_way_on_before_all_is_known_and_then_the_way_is_free() -> None:
    early, commands = after(at_check(at_acts(fresh())), on.NextPressed())
    assert (early.step, commands) == (StepKind.MEDICAL, [])
    acts = [Examined(ActTold(act, shown=act is not Act.SQUAT), BEGAN + timedelta(seconds=9)) for act in Act]
    done, _ = after(early, *acts)
    assert done.mood == Passed()
    beyond, _ = after(done, on.NextPressed())
    assert beyond.step is StepKind.REVIEW
    assert beyond.draft.medical == done.draft.medical


def test_going_back_and_on_again_loses_nothing() -> None:
    done = at_check(whole(fresh()), mood=Passed())
    back, _ = after(done, on.BackPressed())
    assert back.step is StepKind.PHOTO
    again, _ = after(back, on.NextPressed())
    assert (again.step, again.mood, again.draft.medical) == (StepKind.MEDICAL, Passed(), done.draft.medical)
    review, _ = after(again, on.NextPressed())
    assert after(review, on.BackPressed())[0].step is StepKind.MEDICAL


def test_a_part_taken_again_closes_the_way_until_it_is_over() -> None:
    state, _ = after(at_check(whole(fresh()), mood=Passed()), RepeatPressed(Part.HEIGHT))
    assert state.mood == Asking()
    assert after(state, on.NextPressed())[0].step is StepKind.MEDICAL
    assert after(state, Examined(HeightTold(171)))[0].mood == Passed()


def hearing() -> AtStep:
    return after(at_check(at_hearing(fresh())), Examined(AidTold(worn=False)))[0]


def test_an_ear_is_answered_only_after_its_own_tone() -> None:
    state = hearing()
    early, _ = after(state, Examined(Heard(Ear.LEFT, heard=True)))
    assert early == state
    played, commands = after(state, TonePressed(Ear.LEFT), ToneWasPlayed(Ear.LEFT))
    assert do.PlayTone(Ear.LEFT) in commands
    assert played.tone == Tone(Ear.LEFT, Sound.PLAYED)
    wrong, _ = after(played, Examined(Heard(Ear.RIGHT, heard=True)))
    assert wrong == played
    heard, _ = after(played, Examined(Heard(Ear.LEFT, heard=False)))
    assert heard.draft.medical is not None
    assert heard.draft.medical.hearing_left is False


def test_a_tone_is_played_again_but_never_over_itself() -> None:
    playing, commands = after(hearing(), TonePressed(Ear.LEFT), TonePressed(Ear.LEFT), TonePressed(Ear.RIGHT))
    assert [each for each in commands if isinstance(each, do.PlayTone)] == [do.PlayTone(Ear.LEFT)]
    _, again = after(playing, ToneWasPlayed(Ear.LEFT), TonePressed(Ear.LEFT))
    assert do.PlayTone(Ear.LEFT) in again


def test_without_a_speaker_the_fork_is_answered() -> None:
    failed, _ = after(hearing(), TonePressed(Ear.LEFT), ToneFailed(Ear.LEFT))
    assert failed.tone == Tone(Ear.LEFT, Sound.FAILED)
    assert failed.mood == Asking()
    heard, _ = after(failed, Examined(Heard(Ear.LEFT, heard=True)))
    assert heard.draft.medical is not None
    assert heard.draft.medical.hearing_left is True


def test_a_tone_that_comes_to_its_end_elsewhere_is_nothing() -> None:
    assert after(hearing(), ToneWasPlayed(Ear.LEFT))[0] == hearing()
    left, _ = after(hearing(), TonePressed(Ear.LEFT), on.BackPressed())
    assert left.tone is None
    assert after(left, ToneWasPlayed(Ear.LEFT))[0] == left


@pytest.mark.parametrize("event", [Examined(HeightTold(170)), RepeatPressed(Part.HEIGHT), TonePressed(Ear.LEFT)])
def test_while_something_is_wrong_nothing_is_taken(event: on.Event) -> None:
    broken = at_check(fresh(), mood=Troubled(Trouble.CAMERA_GONE))
    assert after(broken, event) == (broken, [])
    assert after(broken, on.TryAgainPressed())[0].mood == Asking()
