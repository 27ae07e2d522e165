"""转到窗口办 at the glass: what is offered where, what goes on paper, and that nothing stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.domain.case import CaseStatus
from app.domain.following import FollowedCase
from app.domain.hand_over import Unfinished
from app.domain.service_item import FieldType, FormField, FormPage, ServiceItem, StationKind, StepKind
from app.journeys import commands as do
from app.journeys import events as on
from app.journeys.draft import Draft
from app.journeys.handing import may_hand_over
from app.journeys.handing_commands import MakeHandOver, PrintHandOver
from app.journeys.handing_events import HandOverMade, HandOverNotMade, HandOverWanted
from app.journeys.screens import Screen, screen_of
from app.journeys.states import (
    Asking,
    AtHome,
    AtStep,
    Correcting,
    HandingOver,
    LookingUp,
    Paper,
    Passed,
    State,
    TakingThings,
    Trouble,
    Troubled,
    Working,
)
from app.journeys.station_events import SlipWasTaken, StationCloses
from app.journeys.table import step
from app.journeys.things import Closure
from tests.journeys.items import CARD, T, item, page

UNTIL = datetime(2026, 3, 18, 3, 41, tzinfo=UTC)
LOCKED = FormField("address", T, FieldType.TEXT, prefill="card.address", locked=True)
PICTURE = FormField("picture", T, FieldType.PHOTO, attachment="picture")
MADE = HandOverMade(("bianmin:handover:a.b.c",), UNTIL)


def both_places(**changed: object) -> ServiceItem:
    form = (page("first"), FormPage("second", T, T, (LOCKED, PICTURE)))
    here = replace(item(), stations=(StationKind.SELF_SERVICE, StationKind.COUNTER), form=form)
    return replace(here, **changed)  # type: ignore[arg-type]


def at(kind: StepKind, *, mood: object = None, of: ServiceItem | None = None, **changed: object) -> AtStep:
    told = of or both_places()
    draft = replace(Draft("case-1", CARD, "matched", consented=True, form={"first_field": "卡"}), **changed)  # type: ignore[arg-type]
    return AtStep(told, told.steps, told.steps.index(kind), draft, mood or Asking())  # type: ignore[arg-type]


def after(state: State, *events: on.Event) -> tuple[State, list[do.Command]]:
    commands: list[do.Command] = []
    for event in events:
        state, more = step(state, event)
        commands += more
    return state, commands


def asked(**changed: object) -> HandingOver:
    state, _ = after(at(StepKind.FORM, **changed), HandOverWanted({"first_field": "还没写完"}))
    assert isinstance(state, HandingOver)
    return state


def with_codes() -> HandingOver:
    state, _ = after(asked(), on.NextPressed(), MADE)
    assert isinstance(state, HandingOver)
    return state


def test_it_is_offered_from_the_consent_until_the_case_is_saved_or_paid() -> None:
    for kind in (StepKind.MATERIALS, StepKind.FORM, StepKind.PHOTO, StepKind.REVIEW, StepKind.PAYMENT):
        assert may_hand_over(at(kind)), kind
    assert not may_hand_over(at(StepKind.FORM, consented=False))
    assert not may_hand_over(at(StepKind.FORM, card=None))
    assert not may_hand_over(at(StepKind.DELIVERY, paid=True))
    assert not may_hand_over(at(StepKind.SUBMIT, mood=Working()))
    assert may_hand_over(at(StepKind.SUBMIT, mood=Troubled(Trouble.STORAGE_FAILED)))


def test_it_is_not_offered_where_no_counter_does_it_nor_at_a_desk_nor_for_a_case_that_is_there() -> None:
    form = at(StepKind.FORM)
    there = FollowedCase("case-1", "n", "item", "1", CaseStatus.SAVED, datetime(2026, 3, 1, tzinfo=UTC))
    assert not may_hand_over(at(StepKind.FORM, of=both_places(stations=(StationKind.SELF_SERVICE,))))
    assert not may_hand_over(replace(form, at_desk=True))
    assert not may_hand_over(replace(form, correcting=Correcting(there, (), LookingUp())))
    assert not may_hand_over(replace(form, moving=LookingUp()))
    assert after(replace(form, at_desk=True), HandOverWanted()) == (replace(form, at_desk=True), [])


def test_who_thinks_better_of_it_is_back_where_they_were_with_what_they_typed() -> None:
    state, commands = after(asked(), on.BackPressed())
    assert commands == []
    assert state == at(StepKind.FORM, form={"first_field": "还没写完"})


def test_a_step_that_does_something_of_its_own_begins_again_when_they_come_back() -> None:
    state, commands = after(at(StepKind.MATERIALS, mood=Passed()), HandOverWanted())
    assert (screen_of(state), commands) == (Screen.HAND_OVER, [do.StopAsking()])
    back, commands = after(state, on.BackPressed())
    assert (screen_of(back), commands) == (Screen.MATERIALS, [do.FetchLicences(("licence",), CARD)])
    photo, commands = after(at(StepKind.PHOTO), HandOverWanted())
    assert do.StopCamera() in commands
    assert after(photo, on.BackPressed())[1] == [do.GuidePhoto("ga482")]


def test_as_little_goes_on_paper_as_will_do() -> None:
    form = {"first_field": "卡", "address": "云溪镇", "picture": "taken", "unknown": "x"}
    state, commands = after(asked(form=form, scans={"licence": b"jpeg"}), on.NextPressed())
    assert isinstance(state, HandingOver)
    assert isinstance(state.mood, Working)
    data = {
        "applicant": {"kind": "resident", "name": CARD.name, "id_number": CARD.id_number},
        "form": {"first_field": "还没写完"},
    }
    assert commands == [MakeHandOver(Unfinished("case-1", "item", "1", data, ("licence",)))]


def test_the_codes_are_shown_and_printed_and_the_case_is_gone_from_the_glass() -> None:
    state, commands = after(asked(), on.NextPressed(), MADE)
    assert isinstance(state, HandingOver)
    assert commands[-1] == PrintHandOver(both_places(), "case-1", MADE.codes, UNTIL)
    assert (state.codes, state.good_until, state.receipt, state.back) == (MADE.codes, UNTIL, Paper.PRINTING, None)
    assert CARD.name not in repr(state)
    waiting, _ = after(state, on.ExitPressed(), on.TimeRanOut(), on.NextPressed(), on.BackPressed())
    assert waiting == state, "nobody is sent away from a paper that is on its way"
    assert after(state, on.ReceiptPrinted(), on.NextPressed())[0] == AtHome()


def test_a_slip_that_lies_in_the_mouth_of_the_printer_is_waited_for() -> None:
    state, commands = after(with_codes(), on.ReceiptPrinted(presented=True))
    assert do.WatchSlip() in commands
    left, _ = after(state, on.NextPressed())
    assert isinstance(left, TakingThings)
    assert after(state, SlipWasTaken(), on.NextPressed())[0] == AtHome()


def test_without_paper_the_codes_stay_on_the_glass() -> None:
    state, _ = after(with_codes(), on.ReceiptNotPrinted("paper_out"))
    assert isinstance(state, HandingOver)
    assert (state.receipt, state.cause, state.codes) == (Paper.FAILED, "paper_out", MADE.codes)
    assert after(state, on.NextPressed()) == (AtHome(), [do.StopEverything()])


@pytest.mark.parametrize(
    ("too_long", "trouble"), [(True, Trouble.HAND_OVER_TOO_LONG), (False, Trouble.HAND_OVER_NOT_MADE)]
)
def test_where_no_code_is_made_the_case_is_still_there(too_long: bool, trouble: Trouble) -> None:
    state, _ = after(asked(), on.NextPressed(), HandOverNotMade(too_long))
    assert isinstance(state, HandingOver)
    assert state.mood == Troubled(trouble)
    begun = at(StepKind.FORM, form={"first_field": "还没写完"})
    again, commands = after(state, on.TryAgainPressed())
    if too_long:
        assert (again, commands) == (begun, []), "it would be as long again"
    else:
        assert [type(each) for each in commands] == [MakeHandOver]
        assert again.mood == Working()  # type: ignore[union-attr]
    assert after(state, on.BackPressed())[0] == begun


@pytest.mark.parametrize("event", [on.ExitPressed(), on.TimeRanOut(), StationCloses(Closure.DOOR_OPEN)])
def test_whoever_leaves_before_the_codes_are_made_leaves_nothing(event: on.Event) -> None:
    for state in (asked(), after(asked(), on.NextPressed())[0]):
        left, commands = after(state, event)
        assert isinstance(left, AtHome)
        assert do.StopEverything() in commands
    assert after(left, MADE)[0] == left, "codes that come late are nobody's"
