"""What the table does at a desk alone: pages scanned, what is kept of a case, and a grade the clerk cannot give."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.case import CaseStatus, SubmittedCase
from app.domain.evaluation import Evaluation, EvaluationChannel, Grade
from app.domain.service_item import Condition, Material, MaterialSource, ServiceItem, StepKind
from app.domain.vision_ports import FlattenedPage
from app.journeys import commands as do
from app.journeys import events as on
from app.journeys.desk_events import ClerkLeft
from app.journeys.draft import Draft
from app.journeys.screens import Screen, screen_of
from app.journeys.states import (
    AtHome,
    AtStep,
    Finished,
    Finishing,
    Goodbye,
    Paper,
    Passed,
    State,
    TakingThings,
    Trouble,
    Troubled,
    Working,
)
from app.journeys.station_events import StationCloses
from app.journeys.table import step
from app.journeys.things import Closure
from tests.journeys.items import CARD, T, item

BANK_CARD = Material(
    "bank-card",
    T,
    MaterialSource.SCAN,
    "bank-card",
    ("image/jpeg",),
    False,
    Condition("first_field", ("卡",)),
    later=True,
)
SCANNED = FlattenedPage(b"jpeg", None, "", passed=True)
BLURRED = FlattenedPage(b"jpeg", None, "没拍清楚，别动再拍一次", passed=False)


def with_scan(**changed: object) -> ServiceItem:
    return replace(item(), materials=(replace(BANK_CARD, **changed),))


def at_materials(answer: str = "卡", *, can_scan: bool = True, at_desk: bool = True, **changed: object) -> AtStep:
    scanned = with_scan(**changed)
    draft = Draft("case-1", CARD, "matched", consented=True, form={"first_field": answer})
    index = scanned.steps.index(StepKind.MATERIALS)
    return AtStep(scanned, scanned.steps, index, draft, Passed(), can_scan=can_scan, at_desk=at_desk)


def after(state: State, *events: on.Event) -> tuple[State, list[do.Command]]:
    commands: list[do.Command] = []
    for event in events:
        state, more = step(state, event)
        commands += more
    return state, commands


# ---------------------------------------------------------------- scanning


def test_the_case_goes_on_only_with_the_page_that_its_answers_ask_for() -> None:
    waiting, _ = after(at_materials(), on.NextPressed())
    assert screen_of(waiting) is Screen.MATERIALS
    scanned, commands = after(waiting, on.ScanPressed("bank-card"), on.PageWasScanned("bank-card", SCANNED))
    assert do.ScanPage("bank-card") in commands
    assert isinstance(scanned, AtStep)
    assert scanned.draft.scans == {"bank-card": b"jpeg"}
    assert screen_of(after(scanned, on.NextPressed())[0]) is Screen.FORM


@pytest.mark.parametrize(
    ("state", "goes_on"),
    [
        (at_materials("社保卡"), True),  # not asked for
        (at_materials(can_scan=False), True),  # shown at collection
        (at_materials(can_scan=False, later=False), False),
        (at_materials("社保卡", required=True), False),
    ],
)
def test_what_is_not_needed_or_may_come_later_holds_up_nothing(state: AtStep, goes_on: bool) -> None:
    assert (screen_of(after(state, on.NextPressed())[0]) is Screen.FORM) == goes_on


def test_a_page_that_is_not_good_enough_is_not_kept_and_says_why() -> None:
    state, _ = after(at_materials(), on.ScanPressed("bank-card"), on.PageWasScanned("bank-card", BLURRED))
    assert isinstance(state, AtStep)
    assert (state.scan_advice, state.scanning, dict(state.draft.scans)) == (BLURRED.advice, "", {})


def test_a_camera_that_goes_away_in_the_middle_is_a_trouble_after_which_it_is_scanned_again() -> None:
    gone, _ = after(at_materials(), on.ScanPressed("bank-card"), on.CameraWentAway())
    assert isinstance(gone, AtStep)
    assert gone.mood == Troubled(Trouble.CAMERA_GONE, 1)
    late, _ = after(gone, on.PageWasScanned("bank-card", SCANNED))
    assert isinstance(late, AtStep)
    assert dict(late.draft.scans) == {}


@pytest.mark.parametrize("code", ["licence", "", "another"])
def test_only_a_page_of_the_closed_list_is_scanned(code: str) -> None:
    assert after(at_materials(), on.ScanPressed(code)) == (at_materials(), [])


def test_nothing_is_scanned_twice_at_once() -> None:
    _, commands = after(at_materials(), on.ScanPressed("bank-card"), on.ScanPressed("bank-card"))
    assert commands.count(do.ScanPage("bank-card")) == 1


# ---------------------------------------------------------------- keeping


def at_form() -> AtStep:
    state = at_materials()
    return replace(state, index=state.steps.index(StepKind.FORM))


def test_every_field_that_is_left_is_kept_and_the_same_answer_is_not_kept_again() -> None:
    typed = on.FormTyped({"second_field": "乙"})
    state, commands = after(at_form(), typed, typed)
    assert isinstance(state, AtStep)
    assert [each.draft.form["second_field"] for each in commands if isinstance(each, do.KeepDraft)] == ["乙"]


def test_a_machine_keeps_nothing_of_whoever_stands_before_it() -> None:
    glass = replace(at_form(), at_desk=False)
    _, commands = after(glass, on.FormTyped({"second_field": "乙"}), on.PageFilled({"second_field": "乙"}))
    assert not [each for each in commands if isinstance(each, do.KeepDraft)]


def test_nothing_is_kept_before_anybody_was_read() -> None:
    chosen = on.ItemChosen(with_scan(), "case-1", online=True, at_desk=True)
    _, commands = after(AtHome(), chosen, on.CardWasUnreadable())
    assert not [each for each in commands if isinstance(each, do.KeepDraft)]


@pytest.mark.parametrize(
    ("event", "forgotten"),
    [
        (on.ExitPressed(), True),
        (on.TimeRanOut(), False),
        (StationCloses(Closure.ON_BATTERY), False),
        (ClerkLeft(), False),
    ],
)
def test_what_is_left_on_purpose_is_forgotten_and_what_was_taken_away_is_kept(event: on.Event, forgotten: bool) -> None:
    _, commands = after(at_form(), event)
    assert (do.ForgetDraft("case-1") in commands) == forgotten


def test_once_it_is_a_case_the_draft_is_forgotten() -> None:
    state = replace(at_form(), index=at_form().steps.index(StepKind.SUBMIT))
    saved, commands = after(state, on.CaseWasSaved(SubmittedCase("case-1", "YX-1", CaseStatus.SAVED)))
    assert isinstance(saved, Finishing)
    assert do.ForgetDraft("case-1") in commands


def saved() -> Finishing:
    state = replace(at_form(), index=at_form().steps.index(StepKind.SUBMIT))
    finishing, _ = after(state, on.CaseWasSaved(SubmittedCase("case-1", "YX-1", CaseStatus.SAVED)))
    assert isinstance(finishing, Finishing)
    return finishing


def test_a_clerk_who_leaves_while_the_centre_is_waited_for_leaves_a_receipt() -> None:
    left, commands = after(saved(), ClerkLeft())
    assert isinstance(left, Finishing)
    (receipt,) = [each for each in commands if isinstance(each, do.PrintReceipt)]
    assert (receipt.case.id, receipt.at_centre) == ("case-1", False)
    again, commands = after(left, ClerkLeft())
    assert (again, commands) == (left, [])
    printed, _ = after(left, on.ReceiptPrinted())
    assert isinstance(printed, Finished)
    assert isinstance(after(printed, ClerkLeft())[0], Goodbye)


def test_a_clerk_leaves_no_case_in_the_middle_of_being_saved_and_no_card_unreminded() -> None:
    saving = replace(at_form(), index=at_form().steps.index(StepKind.SUBMIT), mood=Working())
    assert after(saving, ClerkLeft()) == (saving, [])
    lying, _ = after(replace(at_form(), card_in_reader=True), ClerkLeft())
    assert isinstance(lying, TakingThings)
    assert after(lying, ClerkLeft()) == (lying, [do.Remind(lying.things)])


def test_what_was_kept_goes_on_at_its_answers() -> None:
    draft = at_form().draft
    state, _ = after(AtHome(), on.DraftResumed(with_scan(), draft, online=True, can_scan=True))
    assert isinstance(state, AtStep)
    assert (state.step, state.draft, state.at_desk, state.can_scan) == (StepKind.FORM, draft, True, True)


# ---------------------------------------------------------------- the grade


def finished(*, at_desk: bool) -> Finished:
    case = SubmittedCase("case-1", "YX-1", CaseStatus.SAVED)
    return Finished(item(), item().steps, case, "张**", True, Paper.PRINTED, Paper.NONE, at_desk=at_desk)


def test_the_clerks_screen_gives_no_grade() -> None:
    pressed = on.GradeGiven(Grade(5), EvaluationChannel.SCREEN)
    assert after(finished(at_desk=True), pressed) == (finished(at_desk=True), [])


def test_a_bad_grade_from_the_pad_is_kept_and_asks_the_clerk_for_no_reason() -> None:
    state, commands = after(finished(at_desk=True), on.GradeGiven(Grade(1), EvaluationChannel.PAD))
    assert screen_of(state) is Screen.DONE
    assert do.SaveEvaluation(Evaluation("case-1", Grade(1), EvaluationChannel.PAD, ("没有说原因",))) in commands
    asked, commands = after(finished(at_desk=False), on.GradeGiven(Grade(1), EvaluationChannel.PAD))
    assert screen_of(asked) is Screen.REASONS
    assert not [each for each in commands if isinstance(each, do.SaveEvaluation)]
