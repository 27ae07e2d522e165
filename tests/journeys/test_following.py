"""Following a case, answering what was asked for, printing the result: the table alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from app.catalogue import load_catalogue
from app.domain.case import CaseStatus
from app.domain.following import Asked, FollowedCase, Happened, Happening, ReadyResult, together
from app.domain.service_item import MaterialSource, StepKind
from app.domain.vision_ports import PhotoVerdict
from app.journeys import commands as do
from app.journeys import events as on
from app.journeys.correcting import narrowed, parts_of
from app.journeys.following_commands import AskCases, FindCases, PrintReadyResult, SaveCorrection, TrackCase
from app.journeys.following_events import (
    CasesNotRead,
    CasesNotTold,
    CasesTold,
    CaseTouched,
    CorrectionNotSaved,
    CorrectionSaved,
    CorrectionWanted,
    NumberGiven,
    ResultPrintWanted,
    TrackWanted,
)
from app.journeys.screens import Screen, screen_of
from app.journeys.states import (
    AtHome,
    AtStep,
    LookingUp,
    Paper,
    Passed,
    Sent,
    State,
    TakingThings,
    Told,
    Tracking,
    Trouble,
    Troubled,
    Working,
)
from app.journeys.station_events import StationCloses
from app.journeys.table import step
from app.journeys.things import Closure
from tests.journeys.items import CARD

CATALOGUE = load_catalogue()
ITEM = CATALOGUE.item("residence-permit-application")
AT = datetime(2026, 3, 2, 2, tzinfo=UTC)
IDS = ("01900000-0000-7000-8000-000000000001", "01900000-0000-7000-8000-000000000002")
PHOTO = PhotoVerdict(True, (), b"jpeg")
PDF = ReadyResult("a.pdf", "application/pdf", 3, "ab" * 32, AT)


def case(**changed: Any) -> FollowedCase:
    known = FollowedCase("c1", "BM01-1", ITEM.code, ITEM.version, CaseStatus.RECEIVED, AT)
    return replace(known, **changed)


RETURNED = case(status=CaseStatus.RETURNED, asked=(Asked(("photo", "phone"), reason="看不清"),), told=True)
READY = case(status=CaseStatus.COMPLETED, results=(PDF,), told=True)
WANTED = CorrectionWanted(ITEM, IDS, online=True)


def walk(state: State, *events: on.Event) -> tuple[State, tuple[do.Command, ...]]:
    commands: tuple[do.Command, ...] = ()
    for event in events:
        state, commands = step(state, event)
    return state, commands


def read() -> LookingUp:
    state, commands = walk(AtHome(), on.LookUpChosen(), on.CardWasRead(CARD))
    assert isinstance(state, LookingUp)
    assert commands == (do.WatchCard(), FindCases(CARD), AskCases(CARD))
    return state


def at_case(told: FollowedCase) -> LookingUp:
    state, _ = walk(read(), on.CasesFound(()), CasesTold((told,)), CaseTouched(told.id))
    assert isinstance(state, LookingUp)
    assert screen_of(state) is Screen.CASE
    return state


# ---------------------------------------------------------------- the list


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_station_and_centre_may_answer_in_any_order(order: tuple[int, int]) -> None:
    said = (on.CasesFound((case(id="here"),)), CasesTold((case(id="there"),)))
    state, _ = walk(read(), *(said[each] for each in order))
    assert isinstance(state, LookingUp)
    assert {each.id for each in state.cases} == {"here", "there"}
    assert (state.mood, state.told) == (Passed(), Told.TOLD)


def test_without_a_line_there_stands_what_the_station_knows_and_that_it_is_all() -> None:
    state, _ = walk(read(), on.CasesFound((case(),)), CasesNotTold())
    assert isinstance(state, LookingUp)
    assert (state.mood, state.told, len(state.cases)) == (Passed(), Told.AWAY, 1)


def test_a_store_that_fails_has_a_trouble_of_its_own_unless_the_centre_knows_them() -> None:
    failed, _ = walk(read(), CasesNotRead(), CasesNotTold())
    assert isinstance(failed, LookingUp)
    assert failed.mood == Troubled(Trouble.CASES_NOT_READ)
    again, commands = step(failed, on.TryAgainPressed())
    assert commands == (FindCases(CARD), AskCases(CARD))
    assert screen_of(again) is Screen.MY_CASES
    told, _ = walk(read(), CasesNotRead(), CasesTold((case(),)))
    assert isinstance(told, LookingUp)
    assert (told.mood, told.unread, len(told.cases)) == (Passed(), True, 1)


def test_the_centre_knows_more_of_a_case_unless_something_of_it_waits_here() -> None:
    there = case(
        status=CaseStatus.RETURNED, asked=(Asked(("photo",)),), told=True, story=(Happened(Happening.RETURNED),)
    )
    known = case(status=CaseStatus.RECEIVED, here=True, own_paper=True)
    [merged] = together((known,), (there,))
    assert (merged.status, merged.here, merged.own_paper) == (CaseStatus.RETURNED, True, True)
    waits = case(status=CaseStatus.SAVED, unsent=True, here=True)
    [merged] = together((waits,), (there,))
    assert (merged.status, merged.asked, merged.unsent) == (CaseStatus.SAVED, (), True)
    assert merged.story == there.story


def test_back_leads_from_the_page_to_the_list_and_from_there_home() -> None:
    state, _ = step(at_case(RETURNED), on.BackPressed())
    assert screen_of(state) is Screen.MY_CASES
    assert isinstance(step(state, on.BackPressed())[0], TakingThings)  # the card lies there


def test_a_case_that_is_not_in_the_list_cannot_be_opened() -> None:
    state, _ = walk(read(), on.CasesFound((case(),)), CasesTold(()), CaseTouched("another"))
    assert screen_of(state) is Screen.MY_CASES


# ---------------------------------------------------------------- what was asked for


def test_the_item_is_narrowed_to_what_was_asked_for() -> None:
    asked = narrowed(ITEM, ("photo", "phone"), can_scan=False)
    assert asked is not None
    assert asked.steps == (StepKind.FORM, StepKind.PHOTO, StepKind.SUBMIT)
    assert [field.name for field in asked.fields()] == ["phone"]
    assert [each.source for each in asked.materials] == [MaterialSource.CAMERA]
    assert parts_of(ITEM, ("photo", "phone", ITEM.fields()[0].name)) == ("photo", "form")


def test_a_question_that_hung_on_another_answer_is_asked_all_the_same() -> None:
    hanging = ((item, each) for item in CATALOGUE.items() for each in item.fields() if each.show_when is not None)
    item, field = next(hanging)
    asked = narrowed(item, (field.name,), can_scan=True)
    assert asked is not None
    assert asked.fields()[0].show_when is None


@pytest.mark.parametrize("asked", [(), ("medical",), ("photo", "video"), ("no_such",)])
def test_what_cannot_be_made_here_is_not_begun(asked: tuple[str, ...]) -> None:
    assert narrowed(ITEM, asked, can_scan=True) is None


def test_an_e_licence_that_was_not_good_enough_is_scanned_from_paper() -> None:
    item, licence = next(
        (item, each)
        for item in CATALOGUE.items()
        for each in item.materials
        if each.source is MaterialSource.E_LICENCE and "image/jpeg" in each.media_types
    )
    asked = narrowed(item, (licence.attachment,), can_scan=True)
    assert asked is not None
    assert (asked.materials[0].source, asked.materials[0].required) == (MaterialSource.SCAN, True)
    assert narrowed(item, (licence.attachment,), can_scan=False) is None


def test_the_whole_form_is_every_page() -> None:
    asked = narrowed(ITEM, ("form",), can_scan=False)
    assert asked is not None
    assert [each.name for each in asked.form] == [each.name for each in ITEM.form]
    assert asked.steps == (StepKind.FORM, StepKind.SUBMIT)


def corrected_until_saved() -> tuple[State, tuple[do.Command, ...]]:
    answers = {"phone": "13912345678"}
    return walk(
        at_case(RETURNED),
        WANTED,
        on.PageFilled(answers),
        on.ShutterPressed(),
        on.PhotoWasJudged(PHOTO, taken=True),
        on.NextPressed(),
    )


def test_now_goes_through_what_was_asked_for_and_saves_it_as_its_parts() -> None:
    state, commands = corrected_until_saved()
    assert isinstance(state, AtStep)
    stops, save = commands
    assert stops == do.StopCamera()
    assert isinstance(save, SaveCorrection)
    assert save.case == RETURNED
    assert save.parts == (("photo", IDS[0]), ("form", IDS[1]))
    assert save.draft.form == {"phone": "13912345678"}
    assert save.draft.photo == b"jpeg"
    assert save.present == CARD


def test_the_page_of_the_case_says_what_became_of_it() -> None:
    saving, _ = corrected_until_saved()
    saved, commands = step(saving, CorrectionSaved(RETURNED.id))
    assert isinstance(saved, LookingUp)
    assert (saved.sent, saved.mood, commands) == (Sent.SAVED, Working(), (do.AwaitCentre(RETURNED.id),))
    took, commands = step(saved, on.CentreTookCase(RETURNED.id))
    assert isinstance(took, LookingUp)
    assert (took.sent, took.mood) == (Sent.AT_CENTRE, Passed())
    assert commands == (FindCases(CARD), AskCases(CARD))
    waits, _ = step(saved, on.CentreTookTooLong(RETURNED.id))
    assert isinstance(waits, LookingUp)
    assert (waits.sent, screen_of(waits)) == (Sent.SAVED, Screen.CASE)


def test_a_disk_that_does_not_take_it_is_tried_again_with_the_same_ids() -> None:
    saving, before = corrected_until_saved()
    failed, _ = step(saving, CorrectionNotSaved(RETURNED.id))
    assert isinstance(failed, AtStep)
    assert failed.mood == Troubled(Trouble.STORAGE_FAILED)
    assert step(failed, on.TryAgainPressed())[1] == before[-1:]


def test_what_is_not_waited_for_any_more_leads_back_and_says_so() -> None:
    saving, _ = corrected_until_saved()
    back, commands = step(saving, CorrectionNotSaved(RETURNED.id, not_waited_for=True))
    assert isinstance(back, LookingUp)
    assert (back.sent, commands) == (Sent.NOT_WAITED_FOR, (FindCases(CARD), AskCases(CARD)))


def test_the_word_of_another_case_changes_nothing() -> None:
    saving, _ = corrected_until_saved()
    assert step(saving, CorrectionSaved("another")) == (saving, ())
    assert step(saving, on.ExitPressed()) == (saving, ())  # nobody can know yet whether it is in


def test_back_from_the_first_page_is_the_page_of_the_case_and_nothing_was_kept() -> None:
    begun, _ = step(at_case(RETURNED), WANTED)
    assert screen_of(begun) is Screen.FORM
    back, _ = step(begun, on.BackPressed())
    assert (screen_of(back), getattr(back, "sent", "")) == (Screen.CASE, None)
    photo, _ = step(begun, on.PageFilled({"phone": "13912345678"}))
    assert screen_of(photo) is Screen.PHOTO
    form, commands = step(photo, on.BackPressed())
    assert screen_of(form) is Screen.FORM
    assert do.StopCamera() in commands


def test_a_card_taken_meanwhile_is_not_waited_for() -> None:
    saving, _ = corrected_until_saved()
    saved, _ = walk(saving, on.CardWasTaken(), CorrectionSaved(RETURNED.id), on.CentreTookCase(RETURNED.id))
    assert isinstance(saved, LookingUp)
    assert not saved.card_in_reader
    assert walk(saved, on.BackPressed(), on.BackPressed())[0] == AtHome()


def test_of_an_agents_card_nothing_is_filled_in_for_the_person() -> None:
    begun, _ = step(at_case(replace(RETURNED, as_agent=True)), WANTED)
    assert isinstance(begun, AtStep)
    assert begun.draft.card is None


def test_what_waits_to_be_sent_cannot_be_corrected_again() -> None:
    waits = at_case(replace(RETURNED, unsent=True))
    assert step(waits, WANTED) == (waits, ())


# ---------------------------------------------------------------- the result


def test_a_result_is_printed_once_with_the_card_there() -> None:
    printing, commands = step(at_case(READY), ResultPrintWanted())
    assert commands == (PrintReadyResult(READY, CARD),)
    assert step(printing, ResultPrintWanted()) == (printing, ())
    assert step(printing, on.BackPressed()) == (printing, ())  # nobody is sent away from a paper on its way
    printed, _ = step(printing, on.CertificatePrinted())
    assert isinstance(printed, LookingUp)
    assert printed.paper is Paper.PRINTED
    again, _ = walk(printed, on.BackPressed(), CaseTouched(READY.id))
    assert step(again, ResultPrintWanted()) == (again, ())


@pytest.mark.parametrize(("begun", "again"), [(False, True), (True, False)])
def test_it_is_tried_again_only_while_nothing_of_it_came_out(begun: bool, again: bool) -> None:
    printing, _ = step(at_case(READY), ResultPrintWanted())
    failed, _ = step(printing, on.CertificateNotPrinted("media_empty", begun))
    assert isinstance(failed, LookingUp)
    assert failed.paper is Paper.FAILED
    assert bool(step(failed, ResultPrintWanted())[1]) is again


def test_a_result_that_came_out_elsewhere_or_is_no_paper_is_not_offered() -> None:
    for each in (replace(PDF, printed_at=AT), replace(PDF, media_type="text/plain")):
        there = at_case(replace(READY, results=(each,)))
        assert step(there, ResultPrintWanted()) == (there, ())


def test_the_stations_own_certificate_of_which_nothing_came_out_is_offered_too() -> None:
    there = at_case(case(own_paper=True))
    known, _ = step(there, on.CasesFound((case(own_paper=True),)))
    assert step(known, ResultPrintWanted())[1]


# ---------------------------------------------------------------- by number


def test_a_case_is_followed_by_number_without_a_card() -> None:
    asking, commands = walk(AtHome(), TrackWanted(), NumberGiven("BM01-1", "123X"))
    assert commands == (TrackCase("BM01-1", "123X"),)
    found, _ = step(asking, CasesTold((RETURNED,)))
    assert screen_of(found) is Screen.CASE
    assert step(found, WANTED) == (found, ())
    assert step(found, ResultPrintWanted()) == (found, ())
    card, commands = step(found, on.LookUpChosen())
    assert (screen_of(card), do.ReadCard() in commands) == (Screen.PUT_CARD, True)


def test_a_wrong_pair_says_so_and_a_broken_line_says_another_thing() -> None:
    asking, _ = walk(AtHome(), TrackWanted(), NumberGiven("BM01-1", "123X"))
    missed, _ = step(asking, CasesNotTold(refused=True))
    assert missed == Tracking(missed=True, failures=1)
    cut, _ = step(asking, CasesNotTold())
    assert isinstance(cut, Tracking)
    assert cut.mood == Troubled(Trouble.CASES_NOT_ASKED)
    assert step(cut, NumberGiven("BM01-1", "123X"))[1] == (TrackCase("BM01-1", "123X"),)


@pytest.mark.parametrize("event", [on.ExitPressed(), on.TimeRanOut(), StationCloses(Closure.ON_BATTERY)])
def test_whoever_leaves_leaves_nothing_behind(event: on.Event) -> None:
    found, _ = walk(AtHome(), TrackWanted(), NumberGiven("BM01-1", "123X"), CasesTold((RETURNED,)))
    assert step(found, event)[0] == AtHome()
