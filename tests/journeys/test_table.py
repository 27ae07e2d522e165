"""The whole way through an item, and every way out of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.evaluation import Evaluation, EvaluationChannel, Grade
from app.domain.ports import MailingSlip, PaymentOrder
from app.domain.service_item import DeliveryKind, StepKind
from app.domain.vision_ports import FaceVerdict, PhotoVerdict
from app.journeys import commands as do
from app.journeys import events as on
from app.journeys.draft import Draft
from app.journeys.screens import Screen, screen_of
from app.journeys.states import (
    Asking,
    AtHome,
    AtStep,
    Browsing,
    Finished,
    Finishing,
    Goodbye,
    LookingUp,
    Paper,
    State,
    TakingThings,
    Trouble,
    Troubled,
)
from app.journeys.table import step
from app.journeys.things import Thing
from tests.journeys.items import ALL_STEPS, CARD, CASE, item

ORDER = PaymentOrder("pay-1", "http://127.0.0.1/pay/1", 1000)
SLIP = MailingSlip("slip-1", "http://127.0.0.1/m/1")
FILLED = MailingSlip("slip-1", SLIP.url, True, "张文三", "13800005678", "云溪镇柳叶路 18 号")
CARD_LEFT = frozenset({Thing.CARD})
GOOD_PHOTO = PhotoVerdict(True, (), b"jpeg")

WAY: tuple[tuple[on.Event, Screen], ...] = (
    (on.CardWasRead(CARD), Screen.PUT_CARD),
    (on.Lingered(0), Screen.FACE_CHECK),
    (on.FaceWasChecked(FaceVerdict(True, 0.4)), Screen.FACE_CHECK),
    (on.Lingered(1), Screen.NOTICE),
    (on.ConsentGiven(), Screen.MATERIALS),
    (on.LicencesCame(()), Screen.MATERIALS),
    (on.NextPressed(), Screen.FORM),
    (on.PageFilled({"first_field": "甲"}), Screen.FORM),
    (on.PageFilled({"second_field": "乙"}), Screen.PHOTO),
    (on.ShutterPressed(), Screen.PHOTO),
    (on.PhotoWasJudged(GOOD_PHOTO, taken=True), Screen.PHOTO),
    (on.NextPressed(), Screen.REVIEW),
    (on.SignatureGiven(b"png"), Screen.PAYMENT),
    (on.PaymentOpened(ORDER), Screen.PAYMENT),
    (on.PaymentArrived(), Screen.PAYMENT),
    (on.Lingered(8), Screen.DELIVERY),
    (on.DeliveryChosen(DeliveryKind.MAIL), Screen.DELIVERY),
    (on.SlipOpened(SLIP), Screen.DELIVERY),
    (on.SlipFilled(FILLED), Screen.DELIVERY),
    (on.NextPressed(), Screen.PAPER),
    (on.CaseWasSaved(CASE), Screen.PAPER),
    (on.CentreTookCase(CASE.id), Screen.PAPER),
    (on.ReceiptPrinted(), Screen.DONE),
)
SAVING = WAY.index((on.CaseWasSaved(CASE), Screen.PAPER))
LEAVABLE = [upto for upto in range(1, len(WAY) + 1) if upto != SAVING]
"""Everywhere with a card in the reader but in the moment of saving."""


def begun(**changes: object) -> State:
    state, _ = step(AtHome(), on.ItemChosen(item(), CASE.id, online=True))
    return state


def walked(upto: int) -> State:
    state = begun()
    for event, _ in WAY[:upto]:
        state, _ = step(state, event)
    return state


def test_one_citizen_goes_the_whole_way_page_by_page() -> None:
    state = begun()
    assert screen_of(state) is Screen.PUT_CARD
    for event, screen in WAY:
        state, _ = step(state, event)
        assert screen_of(state) is screen, event
    assert isinstance(state, Finished)
    assert state.at_centre
    assert state.receipt is Paper.PRINTED


@pytest.mark.parametrize("way", [on.ExitPressed(), on.TimeRanOut()])
@pytest.mark.parametrize("upto", [0, *LEAVABLE])
def test_a_sitting_left_anywhere_stops_everything_and_forgets_the_person(upto: int, way: on.Event) -> None:
    state, commands = step(walked(upto), way)
    assert do.StopEverything() in commands
    assert isinstance(state, AtHome | TakingThings | Goodbye)
    assert "张" not in repr(state)


@pytest.mark.parametrize("upto", LEAVABLE)
def test_a_card_left_in_the_reader_is_waited_for(upto: int) -> None:
    state, commands = step(walked(upto), on.ExitPressed())
    assert isinstance(state, TakingThings)
    assert state.things == CARD_LEFT
    assert do.WatchCard() in commands
    gone, _ = step(state, on.CardWasTaken())
    assert gone == Goodbye()


@pytest.mark.parametrize("upto", LEAVABLE)
def test_a_card_taken_early_is_no_longer_waited_for(upto: int) -> None:
    taken, _ = step(walked(upto), on.CardWasTaken())
    state, _ = step(taken, on.ExitPressed())
    assert isinstance(state, AtHome | Goodbye)


def test_a_troubled_step_counts_and_can_be_tried_again() -> None:
    state = begun()
    for times in (1, 2, 3):
        state, _ = step(state, on.CardWasUnreadable())
        assert isinstance(state, AtStep)
        assert state.mood == Troubled(Trouble.CARD_UNREADABLE, times)
        state, commands = step(state, on.TryAgainPressed())
        assert do.ReadCard() in commands


def test_a_reader_that_comes_back_reads_again_by_itself() -> None:
    gone, _ = step(begun(), on.ReaderWentAway())
    back, commands = step(gone, on.ReaderIsThere())
    assert isinstance(back, AtStep)
    assert back.mood == Asking()
    assert commands == (do.ReadCard(),)
    assert step(begun(), on.ReaderIsThere()) == (begun(), ())


def test_a_card_kind_the_item_does_not_take_is_said() -> None:
    from dataclasses import replace

    state, _ = step(begun(), on.CardWasRead(replace(CARD, kind="foreign_permanent_resident_2023")))
    assert isinstance(state, AtStep)
    assert state.mood == Troubled(Trouble.CARD_KIND_NOT_TAKEN, 1)


def test_an_expired_card_is_said_unless_the_item_is_about_just_that() -> None:
    from dataclasses import replace
    from datetime import date

    expired = replace(CARD, valid_to=date(2026, 3, 17))
    today = date(2026, 3, 18)
    state, _ = step(begun(), on.CardWasRead(expired, today))
    assert isinstance(state, AtStep)
    assert state.mood == Troubled(Trouble.CARD_EXPIRED, 1)
    start, _ = step(AtHome(), on.ItemChosen(replace(item(), takes_expired_card=True), CASE.id, online=True))
    taken, _ = step(start, on.CardWasRead(expired, today))
    assert isinstance(taken, AtStep)
    assert taken.draft.card == expired


def test_a_stale_linger_does_not_skip_a_page() -> None:
    state = walked(4)
    assert step(state, on.Lingered(0)) == (state, ())


def test_a_page_opened_from_the_review_goes_back_to_it() -> None:
    state, _ = step(walked(12), on.EditPressed("second_field"))
    assert screen_of(state) is Screen.FORM
    state, _ = step(state, on.PageFilled({"second_field": "丙"}))
    assert screen_of(state) is Screen.REVIEW
    assert isinstance(state, AtStep)
    assert state.draft.form == {"first_field": "甲", "second_field": "丙"}


def test_back_from_the_first_page_after_the_card_ends_the_sitting_clean() -> None:
    state, commands = step(walked(4), on.BackPressed())
    assert state == TakingThings(CARD_LEFT)
    assert do.StopEverything() in commands


def test_after_paying_nothing_can_be_undone() -> None:
    state = walked(15)
    assert step(state, on.BackPressed()) == (state, ())


def test_saving_that_failed_is_tried_again_with_the_same_case_id() -> None:
    state, _ = step(walked(20), on.SavingFailed())
    assert isinstance(state, AtStep)
    assert state.mood == Troubled(Trouble.STORAGE_FAILED, 1)
    state, commands = step(state, on.TryAgainPressed())
    assert [each.draft.case_id for each in commands if isinstance(each, do.SaveCase)] == [CASE.id]


def test_silence_of_the_centre_is_never_called_submitted() -> None:
    state, _ = step(walked(21), on.CentreTookTooLong(CASE.id))
    assert isinstance(state, Finishing)
    assert state.at_centre is False
    late, commands = step(state, on.CentreTookCase(CASE.id))
    assert late == state
    assert commands == ()


def test_a_receipt_that_failed_is_never_called_printed() -> None:
    state, _ = step(walked(22), on.ReceiptNotPrinted("paper_out"))
    assert isinstance(state, Finished)
    assert state.receipt is Paper.FAILED
    assert state.cause == "paper_out"


def test_both_papers_are_waited_for() -> None:
    state: State = begun()
    state, _ = step(AtHome(), on.ItemChosen(item(StepKind.IDENTIFY, StepKind.SUBMIT, template="t"), CASE.id, True))
    for event in (on.CardWasRead(CARD), on.Lingered(0), on.CaseWasSaved(CASE)):
        state, _ = step(state, event)
    state, commands = step(state, on.CentreTookCase(CASE.id))
    assert {type(each) for each in commands} == {do.PrintReceipt, do.PrintCertificate}
    state, _ = step(state, on.ReceiptPrinted())
    assert isinstance(state, Finishing)
    state, _ = step(state, on.CertificatePrinted())
    assert isinstance(state, Finished)


def test_a_good_grade_is_saved_once() -> None:
    state, commands = step(walked(len(WAY)), on.GradeGiven(Grade.GOOD, EvaluationChannel.PAD))
    assert do.SaveEvaluation(Evaluation(CASE.id, Grade.GOOD, EvaluationChannel.PAD)) in commands
    assert step(state, on.GradeGiven(Grade.VERY_BAD, EvaluationChannel.SCREEN)) == (state, ())


def test_a_bad_grade_is_saved_only_with_a_reason() -> None:
    state, commands = step(walked(len(WAY)), on.GradeGiven(Grade.BAD, EvaluationChannel.SCREEN))
    assert screen_of(state) is Screen.REASONS
    assert not any(isinstance(each, do.SaveEvaluation) for each in commands)
    assert step(state, on.ReasonsGiven(())) == (state, ())
    state, commands = step(state, on.ReasonsGiven(("等得太久",)))
    assert screen_of(state) is Screen.DONE
    assert [each.evaluation.reasons for each in commands if isinstance(each, do.SaveEvaluation)] == [("等得太久",)]


def test_leaving_without_a_grade_saves_none() -> None:
    _, commands = step(walked(len(WAY)), on.NextPressed())
    assert not any(isinstance(each, do.SaveEvaluation) for each in commands)


def test_without_a_line_payment_is_put_off_and_the_case_still_goes_in() -> None:
    state, _ = step(walked(13), on.CentreDidNotAnswer())
    state, _ = step(state, on.PayLaterChosen())
    assert isinstance(state, AtStep)
    assert state.draft.pay_later
    assert screen_of(state) is Screen.DELIVERY


def test_an_event_that_means_nothing_changes_nothing() -> None:
    for state in (AtHome(), Browsing(), Goodbye(), TakingThings(CARD_LEFT)):
        assert step(state, on.PaymentArrived()) == (state, ())


def test_nobody_leaves_between_saving_and_hearing_of_it() -> None:
    saving, _ = step(AtHome(), on.ItemChosen(item(StepKind.IDENTIFY, StepKind.SUBMIT), CASE.id, True))
    for event in (on.CardWasRead(CARD), on.Lingered(0)):
        saving, _ = step(saving, event)
    for event in (on.ExitPressed(), on.TimeRanOut()):
        assert step(saving, event) == (saving, ())
    failed, _ = step(saving, on.SavingFailed())
    assert step(failed, on.ExitPressed())[0] == TakingThings(CARD_LEFT)
    saved, _ = step(saving, on.CaseWasSaved(CASE))
    assert step(saved, on.ExitPressed())[0] == TakingThings(CARD_LEFT, CASE.id)


def _cases_of_the_card() -> LookingUp:
    state, _ = step(AtHome(), on.LookUpChosen())
    state, _ = step(state, on.CardWasRead(CARD))
    assert isinstance(state, LookingUp)
    return state


@pytest.mark.parametrize(
    ("before", "event"),
    [
        (lambda: walked(len(WAY)), on.AnotherItemPressed()),
        (_cases_of_the_card, on.FieldChosen("household")),
    ],
    ids=["another item after the last page", "an item after one's cases"],
)
def test_a_card_that_lies_there_is_not_forgotten_on_the_way_to_another_item(before, event) -> None:  # type: ignore[no-untyped-def]
    browsing, commands = step(before(), event)
    assert isinstance(browsing, Browsing)
    assert commands == (do.StopEverything(), do.WatchCard())
    assert CARD.name not in repr(browsing)
    assert step(browsing, on.ExitPressed())[0] == TakingThings(CARD_LEFT)
    begun, _ = step(step(browsing, on.SearchTyped("证"))[0], on.ItemChosen(item(), CASE.id, True))
    assert step(begun, on.ExitPressed())[0] == TakingThings(CARD_LEFT)
    taken, _ = step(browsing, on.CardWasTaken())
    assert step(taken, on.ExitPressed())[0] == AtHome()


def test_a_payment_that_arrives_after_it_was_put_off_is_no_longer_put_off() -> None:
    state, _ = step(walked(13), on.PayLaterChosen())
    for event in (on.BackPressed(), on.SignatureGiven(b"s")):
        state, _ = step(state, event)
    assert screen_of(state) is Screen.PAYMENT
    state, _ = step(state, on.PaymentArrived())
    assert isinstance(state, AtStep)
    assert (state.draft.paid, state.draft.pay_later) == (True, False)


def _with_certificate(*events: on.Event) -> Finished:
    state = Finishing(item(template="proof"), ALL_STEPS, Draft(CASE.id, card=CARD), CASE)
    for event in (on.CentreTookCase(CASE.id), on.ReceiptPrinted(), *events):
        state = step(state, event)[0]  # type: ignore[assignment]
    assert isinstance(state, Finished)
    return state


def test_a_certificate_of_which_nothing_came_out_can_be_printed_again_as_often_as_nothing_comes() -> None:
    state = _with_certificate(on.CertificateNotPrinted("media_empty", begun=False))
    for _ in range(3):
        assert state.can_print_again
        again, commands = step(state, on.PrintAgainPressed())
        assert isinstance(again, Finished)
        assert (again.certificate, again.can_print_again) == (Paper.PRINTING, False)
        assert commands == (do.PrintCertificateAgain(CASE),)
        assert step(again, on.PrintAgainPressed()) == (again, ()), "pressed twice it is printed once"
        for event in (on.TimeRanOut(), on.AnotherItemPressed()):
            assert step(again, event) == (again, ()), "nobody is sent away from a paper on its way"
        back = step(again, on.CertificateNotPrinted("media_empty", begun=False))[0]
        assert isinstance(back, Finished)
        state = back
    printed = step(step(state, on.PrintAgainPressed())[0], on.CertificatePrinted())[0]
    assert isinstance(printed, Finished)
    assert (printed.certificate, printed.can_print_again) == (Paper.PRINTED, False)


@pytest.mark.parametrize(
    "event",
    [on.CertificatePrinted(), on.CertificateNotPrinted("media_jam", begun=True), on.CertificateNotPrinted("not_made")],
)
def test_a_certificate_that_may_be_out_cannot_be_printed_again_at_the_machine(event: on.Event) -> None:
    state = _with_certificate(event)
    assert step(state, on.PrintAgainPressed()) == (state, ())


def _waiting(*events: on.Event) -> tuple[State, list[object]]:
    """A paper that comes out no earlier than the centre has completed the case."""
    waits = item(template="proof")
    waits = replace(waits, result=replace(waits.result, only_when="completed"))
    state: State = Finishing(waits, ALL_STEPS, Draft(CASE.id, card=CARD), CASE)
    told: list[object] = []
    for event in events:
        state, commands = step(state, event)
        told += [type(each) for each in commands]
    return state, told


def test_a_paper_that_waits_is_printed_at_once_where_the_centre_decided_at_once() -> None:
    state, told = _waiting(on.CentreTookCase(CASE.id, completed=True))
    assert told == [do.PrintReceipt, do.PrintCertificate]
    assert isinstance(state, Finishing)
    assert state.certificate is Paper.PRINTING


@pytest.mark.parametrize("word", [on.CentreTookTooLong(CASE.id), on.CentreTookCase(CASE.id)], ids=["no line", "later"])
def test_a_paper_that_waits_is_kept_where_nothing_is_decided_yet(word: on.Event) -> None:
    state, told = _waiting(word, on.ReceiptPrinted())
    assert told[:2] == [do.PrintReceipt, do.KeepCertificate]
    assert isinstance(state, Finishing), "nobody is told of it before it lies there"
    finished, _ = step(state, on.CertificateKept())
    assert isinstance(finished, Finished)
    assert finished.certificate is Paper.LATER
    failed, _ = step(state, on.CertificateNotPrinted("not_made"))
    assert isinstance(failed, Finished)
    assert failed.certificate is Paper.FAILED


def test_a_paper_that_waits_is_not_made_for_a_refused_case() -> None:
    state, told = _waiting(on.CentreTookCase(CASE.id, refused="名字有人用了"), on.ReceiptPrinted())
    assert do.KeepCertificate not in told
    assert do.PrintCertificate not in told
    assert isinstance(state, Finished)
    assert state.certificate is Paper.NONE
