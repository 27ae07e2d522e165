"""What the table does with notices, with cases that wait, and with decisions at the desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.agency import Agency
from app.domain.case import CaseStatus, SubmittedCase
from app.domain.decisions import CaseDecision, DeskDecision
from app.domain.operators import Role, SignedIn
from app.domain.ports import ELicence
from app.domain.service_item import Material, MaterialSource, Result, Review, ServiceItem, StepKind
from app.journeys import commands as do
from app.journeys import desk_commands as desk
from app.journeys import desk_events as at
from app.journeys import events as on
from app.journeys.decided import Decided, Stage
from app.journeys.deciding import may_decide
from app.journeys.lacking import lacking, reused
from app.journeys.states import (
    AtHome,
    AtStep,
    Finished,
    Finishing,
    Goodbye,
    Paper,
    State,
    TakingThings,
    Trouble,
    Troubled,
    Working,
)
from app.journeys.station_events import SlipWasTaken
from app.journeys.table import step
from tests.journeys.items import CARD, T, item
from tests.journeys.test_at_a_desk import BANK_CARD, after, at_materials

REGISTER = Material("register", T, MaterialSource.E_LICENCE, "register", ("application/pdf",))
DECIDER = SignedIn("0042", "李晓敏", (Role.CLERK, Role.DECIDER))
CLERK = SignedIn("0007", "王二", (Role.CLERK,))
CASE = SubmittedCase("case-1", "YX-1", CaseStatus.SAVED)
WITH_PAPER = Result(T, "desk", "some-template")


def at_list(*, licences: tuple[ELicence, ...] = (), **changed: object) -> AtStep:
    """Two things are needed: a register that may be fetched, a bank card to be scanned."""
    state = at_materials()
    listed = replace(state.item, materials=(REGISTER, BANK_CARD))
    return replace(state, item=listed, draft=replace(state.draft, licences=licences), **changed)  # type: ignore[arg-type]


# ---------------------------------------------------------------- what is lacking


def test_everything_that_is_lacking_is_said_in_one_go() -> None:
    state = at_list()
    assert [each.code for each in lacking(state)] == ["register", "bank-card"]
    assert reused(state) == ()


def test_what_was_fetched_or_scanned_is_not_asked_for_again() -> None:
    state = at_list(licences=(ELicence("register", "户口簿", "application/pdf", b"pdf"),))
    assert [each.code for each in lacking(state)] == ["bank-card"]
    scanned = replace(state, draft=replace(state.draft, scans={"bank-card": b"jpeg"}))
    assert lacking(scanned) == ()
    assert [each.code for each in reused(scanned)] == ["register", "bank-card"]


def test_what_the_answers_do_not_ask_for_is_not_lacking() -> None:
    state = at_list()
    other = replace(state, draft=replace(state.draft, form={"first_field": "社保卡"}))
    assert [each.code for each in lacking(other)] == ["register"]


def test_what_is_fetched_once_an_agent_may_act_is_not_asked_for() -> None:
    agency = Agency(CARD, date(2026, 3, 18), {"relation": "child"}, is_read=True)
    state = at_list()
    for online, codes in ((True, ["bank-card"]), (False, ["register", "bank-card"])):
        acting = replace(state, online=online, draft=replace(state.draft, agency=agency))
        assert [each.code for each in lacking(acting)] == codes


# ---------------------------------------------------------------- the notice


def notified() -> tuple[AtStep, list[do.Command]]:
    state, commands = after(at_list(), at.NoticePressed())
    assert isinstance(state, AtStep)
    return state, commands


def test_a_notice_names_what_is_missing_and_the_case_is_kept_from_then_on() -> None:
    state, commands = notified()
    assert state.notice is Paper.PRINTING
    (command,) = [each for each in commands if isinstance(each, desk.PrintNotice)]
    assert (command.missing, command.reused, command.case_id) == (("register", "bank-card"), (), "case-1")
    assert "三" not in command.masked_name[1:-1]
    (kept,) = [each for each in commands if isinstance(each, do.KeepDraft)]
    assert (kept.draft.held, kept.draft.told) == (True, ("register", "bank-card"))
    _, commands = after(state, on.ExitPressed())
    assert do.ForgetDraft("case-1") not in commands


def test_its_number_is_kept_with_the_case_once_it_is_out_and_the_slip_is_watched() -> None:
    state, _ = notified()
    out, commands = after(state, at.NoticePrinted("BM01G-1", presented=True))
    assert isinstance(out, AtStep)
    assert (out.notice, out.draft.notice_number, out.slip_in_slot) == (Paper.PRINTED, "BM01G-1", True)
    assert do.WatchSlip() in commands
    assert [each.draft.notice_number for each in commands if isinstance(each, do.KeepDraft)] == ["BM01G-1"]
    taken, _ = after(out, SlipWasTaken())
    assert isinstance(taken, AtStep)
    assert not taken.slip_in_slot


def test_a_notice_that_did_not_come_out_says_why_and_may_be_tried_again() -> None:
    state, _ = notified()
    failed, _ = after(state, at.NoticeNotPrinted("paper_out", "BM01G-1"))
    assert isinstance(failed, AtStep)
    assert (failed.notice, failed.notice_cause, failed.draft.held) == (Paper.FAILED, "paper_out", True)
    _, commands = after(failed, at.NoticePressed())
    assert [type(each) for each in commands if isinstance(each, desk.PrintNotice)] == [desk.PrintNotice]


def test_a_late_word_of_a_notice_changes_nothing() -> None:
    for event in (at.NoticePrinted("BM01G-1"), at.NoticeNotPrinted("paper_out", "BM01G-1")):
        assert after(at_list(), event) == (at_list(), [])


@pytest.mark.parametrize(
    "state",
    [
        at_list(at_desk=False),
        at_list(mood=Working()),
        at_list(notice=Paper.PRINTING),
        replace(at_list(), index=at_list().steps.index(StepKind.FORM)),
        at_materials("社保卡"),  # nothing is missing
    ],
)
def test_no_notice_where_nothing_is_missing_or_the_list_is_not_known_yet(state: AtStep) -> None:
    assert after(state, at.NoticePressed()) == (state, [])


def test_the_next_step_knows_nothing_of_the_notice_but_its_number() -> None:
    state, _ = after(at_list(can_scan=False), at.NoticePressed(), at.NoticePrinted("BM01G-1"), on.NextPressed())
    assert isinstance(state, AtStep)
    assert (state.step, state.notice, state.draft.notice_number) == (StepKind.FORM, Paper.NONE, "BM01G-1")


# ---------------------------------------------------------------- holding


def test_a_case_that_is_held_is_kept_and_the_desk_is_free() -> None:
    state, commands = after(at_list(), at.HoldPressed())
    assert isinstance(state, AtHome)
    (kept,) = [each for each in commands if isinstance(each, do.KeepDraft)]
    assert (kept.draft.held, kept.step) == (True, StepKind.MATERIALS)
    assert do.ForgetDraft("case-1") not in commands
    assert do.StopEverything() in commands


def test_a_card_that_lies_there_is_waited_for_before_the_next_person() -> None:
    state, commands = after(at_list(card_in_reader=True), at.HoldPressed())
    assert isinstance(state, TakingThings)
    assert [each.draft.held for each in commands if isinstance(each, do.KeepDraft)] == [True]


@pytest.mark.parametrize(
    "state",
    [
        at_list(at_desk=False),
        at_list(notice=Paper.PRINTING),
        replace(at_list(), draft=replace(at_list().draft, card=None)),
        replace(at_list(), draft=replace(at_list().draft, paid=True)),
        replace(at_list(), index=at_list().steps.index(StepKind.SUBMIT), mood=Working()),
    ],
)
def test_nothing_is_held_that_is_nobodys_or_a_case_already(state: AtStep) -> None:
    assert after(state, at.HoldPressed()) == (state, [])


def test_what_cannot_be_saved_is_held_and_what_was_paid_for_is_not_forgotten() -> None:
    """A full disk would be a dead end else: leaving forgets, and a case that is paid for may not be given up."""
    not_saved = replace(at_list(), index=at_list().steps.index(StepKind.SUBMIT), mood=Troubled(Trouble.STORAGE_FAILED))
    held, commands = after(not_saved, at.HoldPressed())
    assert not isinstance(held, AtStep)
    assert [each.draft.held for each in commands if isinstance(each, do.KeepDraft)] == [True]
    paid = replace(not_saved, draft=replace(not_saved.draft, paid=True))
    left, commands = after(paid, on.ExitPressed())
    assert not isinstance(left, AtStep)
    assert do.ForgetDraft("case-1") not in commands


def test_what_was_held_goes_on_and_stays_held_until_it_is_a_case() -> None:
    held = replace(at_list().draft, held=True)
    state, _ = after(AtHome(), on.DraftResumed(at_list().item, held, online=True, can_scan=True))
    assert isinstance(state, AtStep)
    _, commands = after(state, on.ExitPressed())
    assert do.ForgetDraft("case-1") not in commands
    submitting = replace(state, index=state.steps.index(StepKind.SUBMIT), mood=Working())
    saved, commands = after(submitting, on.CaseWasSaved(CASE))
    assert isinstance(saved, Finishing)
    assert do.ForgetDraft("case-1") in commands


def test_who_comes_back_goes_on_in_place_of_what_was_just_begun_for_them() -> None:
    new = replace(at_list(card_in_reader=True), draft=replace(at_list().draft, case_id="case-2"))
    held = replace(at_list().draft, held=True)
    state, commands = after(new, on.DraftResumed(at_list().item, held, online=True, can_scan=True))
    assert isinstance(state, AtStep)
    assert (state.draft.case_id, state.card_in_reader, state.at_desk) == ("case-1", True, True)
    assert do.ForgetDraft("case-2") in commands
    assert do.ForgetDraft("case-1") not in commands


def test_nothing_is_taken_up_in_place_of_a_case_at_the_glass() -> None:
    glass = at_list(at_desk=False)
    assert after(glass, on.DraftResumed(glass.item, glass.draft, online=True)) == (glass, [])


# ---------------------------------------------------------------- decisions


def finished(**changed: object) -> Finished:
    direct = replace(item(), direct=True, result=WITH_PAPER)
    state = Finished(direct, direct.steps, CASE, "张**", True, Paper.PRINTED, Paper.NONE, at_desk=True)
    return replace(state, **changed)  # type: ignore[arg-type]


def decided(*events: on.Event, **changed: object) -> tuple[Finished, list[do.Command]]:
    state, commands = after(finished(**changed), *events)
    assert isinstance(state, Finished)
    return state, commands


def test_a_case_is_completed_and_its_result_printed_once_the_centre_had_its_word() -> None:
    state, commands = decided(at.CompletePressed(DECIDER))
    assert commands == [desk.SaveDecision(CaseDecision("case-1", DeskDecision.COMPLETE, "0042"))]
    state, commands = after(state, at.DecisionSaved("case-1"))  # type: ignore[assignment]
    assert commands == [desk.AwaitDecision("case-1")]
    state, commands = after(state, at.DecisionTaken("case-1"))  # type: ignore[assignment]
    assert commands == [desk.PrintResult(state.item, CASE)]
    assert state.certificate is Paper.PRINTING
    state, _ = after(state, on.CertificatePrinted())  # type: ignore[assignment]
    assert (state.certificate, state.decided) == (Paper.PRINTED, Decided(DeskDecision.COMPLETE, Stage.TAKEN, "0042"))


SAVED = (at.CompletePressed(DECIDER), at.DecisionSaved("case-1"))


def test_with_the_line_down_the_result_is_printed_all_the_same() -> None:
    state, commands = decided(*SAVED, at.DecisionWaits("case-1"))
    assert state.decided is not None
    assert state.decided.stage is Stage.WAITS
    assert desk.PrintResult(state.item, CASE) in commands
    _, again = after(state, at.DecisionTaken("case-1"))
    assert again == []  # told late, printed once


def test_what_the_centre_does_not_accept_is_not_printed() -> None:
    state, commands = decided(*SAVED, at.DecisionRejected("case-1", "no_right"))
    assert state.decided is not None
    assert (state.decided.stage, state.decided.why) == (Stage.REJECTED, "no_right")
    assert not [each for each in commands if isinstance(each, desk.PrintResult)]
    assert decided(at.CompletePressed(DECIDER), decided=state.decided)[1] == []


def test_a_decision_that_was_not_saved_may_be_taken_again() -> None:
    state, _ = decided(at.CompletePressed(DECIDER), at.DecisionNotSaved("case-1"))
    assert state.decided is not None
    assert state.decided.stage is Stage.NOT_SAVED
    _, commands = after(state, at.CompletePressed(DECIDER))
    assert [type(each) for each in commands] == [desk.SaveDecision]


@pytest.mark.parametrize(
    ("event", "changed"),
    [
        (at.CompletePressed(CLERK), {}),
        (at.CompletePressed(SignedIn("0042", "李", (Role.DECIDER,))), {}),
        (at.CompletePressed(DECIDER), {"at_desk": False}),
        (at.CompletePressed(DECIDER), {"item": replace(item(), direct=False)}),
        (at.CompletePressed(DECIDER), {"item": replace(item(), direct=True, reviews=(Review("hospital", ("all",)),))}),
        (at.CompletePressed(DECIDER), {"item": replace(item(), direct=True, result=Result(T, "station", "x"))}),
        (at.RefusePressed(CLERK), {}),
        (at.RefusalConfirmed(), {}),
        (at.RefusalReasonGiven("不是本人"), {}),
        (at.DecisionSaved("case-2"), {}),
        (at.DecisionTaken("case-1"), {}),
    ],
)
def test_nobody_decides_without_the_right_or_out_of_turn(event: on.Event, changed: dict[str, ServiceItem]) -> None:
    assert decided(event, **changed) == (finished(**changed), [])


def test_a_refusal_takes_its_reason_and_a_second_yes() -> None:
    state, commands = decided(at.RefusePressed(DECIDER), at.RefusalConfirmed(), at.RefusalReasonGiven("  "))
    assert commands == []
    assert state.decided == Decided(DeskDecision.REFUSE, Stage.REASON, "0042")
    state, commands = after(state, at.RefusalReasonGiven(" 户籍  不在本镇"))  # type: ignore[assignment]
    assert commands == []
    state, commands = after(state, at.RefusalConfirmed())  # type: ignore[assignment]
    assert commands == [desk.SaveDecision(CaseDecision("case-1", DeskDecision.REFUSE, "0042", "户籍 不在本镇"))]
    state, commands = after(state, at.DecisionSaved("case-1"), at.DecisionTaken("case-1"))  # type: ignore[assignment]
    assert not [each for each in commands if isinstance(each, desk.PrintResult)]


def test_a_refusal_goes_back_step_by_step() -> None:
    written = (at.RefusePressed(DECIDER), at.RefusalReasonGiven("户籍不在本镇"))
    state, _ = decided(*written, on.BackPressed())
    assert state.decided is not None
    assert (state.decided.stage, state.decided.reason) == (Stage.REASON, "户籍不在本镇")
    assert after(state, on.BackPressed())[0] == finished()


@pytest.mark.parametrize("event", [on.NextPressed(), on.ExitPressed(), on.AnotherItemPressed(), on.TimeRanOut()])
def test_nobody_goes_on_before_it_is_known_what_became_of_the_decision(event: on.Event) -> None:
    state, _ = decided(*SAVED)
    assert after(state, event) == (state, [])


def test_an_item_without_a_paper_is_completed_without_one() -> None:
    plain = replace(item(), direct=True)
    state, commands = decided(*SAVED, at.DecisionTaken("case-1"), item=plain)
    assert not [each for each in commands if isinstance(each, desk.PrintResult)]
    assert isinstance(after(state, on.NextPressed())[0], Goodbye)


def test_a_result_that_did_not_come_out_is_printed_later_from_the_list() -> None:
    wanted = at.ResultWanted(finished().item, CASE, "张**")
    state, commands = after(AtHome(), wanted)
    assert commands == [desk.PrintResult(finished().item, CASE)]
    assert isinstance(state, Finished)
    assert state.certificate is Paper.PRINTING
    failed, _ = after(state, on.CertificateNotPrinted("paper_out", begun=False))
    assert isinstance(failed, Finished)
    assert failed.can_print_again
    assert do.PrintCertificateAgain(CASE) in after(failed, on.PrintAgainPressed())[1]


@pytest.mark.parametrize("at_centre", [True, False])
def test_a_case_nobody_decided_is_decided_later_from_the_list(at_centre: bool) -> None:
    wanted = at.DecisionWanted(finished().item, CASE, "张**", at_centre)
    state, commands = after(AtHome(), wanted)
    assert isinstance(state, Finished)
    assert (commands, state.at_centre, state.decided, state.receipt) == ([], at_centre, None, Paper.NONE)
    assert may_decide(state, DECIDER)
    _, commands = after(state, at.CompletePressed(DECIDER))
    assert [each.decision.case_id for each in commands if isinstance(each, desk.SaveDecision)] == [CASE.id]


def test_what_is_passed_on_is_not_asked_again_and_what_is_only_left_is() -> None:
    for event, passed in ((on.NextPressed(), True), (on.TimeRanOut(), False), (on.AnotherItemPressed(), False)):
        state, commands = after(finished(), event)
        assert not isinstance(state, Finished)
        assert (desk.PassOn(CASE.id) in commands) is passed, event


def test_what_is_decided_or_never_this_desks_to_decide_is_not_passed_on() -> None:
    taken, _ = decided(*SAVED, at.DecisionTaken("case-1"), item=replace(item(), direct=True))
    for state in (taken, finished(item=replace(item(), direct=False)), finished(at_desk=False)):
        assert desk.PassOn(CASE.id) not in after(state, on.NextPressed())[1]


def test_the_glass_prints_nothing_that_a_desk_prints() -> None:
    """The item's flow at the self-service terminal is what it was."""
    direct = replace(item(), direct=True, result=WITH_PAPER)
    waiting: State = Finishing(direct, direct.steps, replace(at_list().draft, card=CARD), CASE)
    _, commands = step(waiting, on.CentreTookCase("case-1"))
    assert [type(each) for each in commands] == [do.PrintReceipt]
