"""What the table does with a code that is held there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.case import CaseStatus
from app.domain.scanned_code import (
    CaseCode,
    EvaluationCode,
    HandOverCode,
    MailingCode,
    ScannedCode,
    UnknownCode,
    VerifyCode,
    WhyUnknown,
)
from app.domain.service_item import StepKind
from app.journeys import commands as do
from app.journeys import events as on
from app.journeys.following_commands import TrackCase
from app.journeys.following_events import NumberGiven, TrackWanted
from app.journeys.outcome import Outcome
from app.journeys.scanning import listens, with_scanner
from app.journeys.scanning_commands import ReadCodes, StopReadingCodes
from app.journeys.scanning_events import CodeWasRead, ScannerIsThere, ScannerWentAway, ScanWanted
from app.journeys.screens import Screen, screen_of
from app.journeys.states import (
    Asking,
    AtHome,
    AtStep,
    Browsing,
    LookingUp,
    Scanning,
    State,
    TakingThings,
    Tracking,
    Trouble,
    Troubled,
    Working,
)
from app.journeys.station_events import StationCloses, StationOpens
from app.journeys.table import step as of_table
from app.journeys.things import Closure, Thing
from tests.journeys.items import CASE, item
from tests.qml.screens.sample_followed import followed

NUMBER, MARK = "BM0120260318-00000001", "7K3M9QXT2VWP5H8R4N6C"
OF_CASE = CodeWasRead(CaseCode(NUMBER))
FOREIGN = UnknownCode(WhyUnknown.FOREIGN_ADDRESS)


def step(state: State, event: on.Event) -> Outcome:
    """As the sitting takes it: what the scanner has to do goes with it."""
    return with_scanner(state, of_table(state, event))


def test_home_listens_and_the_page_says_where_to_hold_it() -> None:
    state, commands = step(AtHome(), ScanWanted())
    assert (state, screen_of(state), commands) == (Scanning(), Screen.SCAN, ())
    assert listens(AtHome())
    assert listens(state)


@pytest.mark.parametrize("state", [AtHome(), Scanning(), Tracking(), Scanning(seen=FOREIGN)])
@pytest.mark.parametrize(
    ("code", "known"),
    [(CaseCode(NUMBER), Tracking(number=NUMBER)), (EvaluationCode(MARK), Tracking(mark=MARK))],
)
def test_a_slip_held_there_leads_to_the_case_with_the_number_known(
    state: State, code: ScannedCode, known: Tracking
) -> None:
    assert step(state, CodeWasRead(code)) == (known, ())


def test_the_code_takes_the_place_of_the_number_and_of_nothing_else() -> None:
    state, commands = step(Tracking(mark=MARK), NumberGiven("", "002X"))
    assert (state, commands) == (Tracking(Working(), mark=MARK), (TrackCase("", "002X", MARK),))


@pytest.mark.parametrize("code", [FOREIGN, MailingCode(MARK), HandOverCode("a.b.c"), VerifyCode(MARK)])
@pytest.mark.parametrize("state", [AtHome(), Scanning(), Scanning(seen=UnknownCode(WhyUnknown.MISREAD))])
def test_any_other_code_is_told_of_and_another_is_waited_for(state: State, code: ScannedCode) -> None:
    state, commands = step(state, CodeWasRead(code))
    assert (state, commands) == (Scanning(seen=code), ())
    assert step(state, OF_CASE)[0] == Tracking(number=NUMBER)


def test_a_code_of_a_proof_begins_its_check_with_the_code_filled_in() -> None:
    chosen = on.ItemChosen(
        item(StepKind.IDENTIFY, StepKind.FORM, StepKind.SUBMIT), CASE.id, True, answers={"code": MARK}
    )
    state, commands = step(Scanning(seen=VerifyCode(MARK)), chosen)
    assert isinstance(state, AtStep)
    assert state.draft.form == {"code": MARK}
    assert StopReadingCodes() in commands
    assert step(Scanning(), chosen)[0] == Scanning()


def test_while_the_centre_is_asked_and_on_the_page_of_a_case_no_code_changes_anything() -> None:
    asked = Tracking(Working(), number="X")
    shown = Tracking(case=followed(CaseStatus.RECEIVED))
    for state in (asked, shown):
        assert step(state, OF_CASE) == (state, ())


def test_the_scanner_is_let_go_on_every_way_out_and_heard_again_at_home() -> None:
    for way, after in ((TrackWanted(), Tracking()), (on.LookUpChosen(), LookingUp())):
        state, commands = step(Scanning(), way)
        assert state == after
        assert (StopReadingCodes() in commands) is not listens(after)
    for way in (on.BackPressed(), on.ExitPressed(), on.TimeRanOut()):
        assert step(Scanning(), way) == (AtHome(), (do.StopEverything(), ReadCodes()))
        assert step(Browsing(), way) == (AtHome(), (do.StopEverything(), ReadCodes()))
    assert step(AtHome(), on.FieldChosen("")) == (Browsing(), (StopReadingCodes(),))


def test_what_lies_there_is_taken_before_home_listens() -> None:
    state, commands = step(Scanning(card_in_reader=True), on.ExitPressed())
    assert isinstance(state, TakingThings)
    assert ReadCodes() not in commands
    assert step(replace(Scanning(), card_in_reader=True), OF_CASE)[0] == Tracking(number=NUMBER, card_in_reader=True)
    assert state.things == frozenset({Thing.CARD})


def test_a_closed_station_listens_to_nobody() -> None:
    closed, commands = step(AtHome(), StationCloses(Closure.DOOR_OPEN))
    assert StopReadingCodes() in commands
    assert step(closed, OF_CASE) == (closed, ())
    assert ReadCodes() in step(closed, StationOpens(Closure.DOOR_OPEN))[1]


def test_a_scanner_that_goes_is_told_on_its_page_alone_and_comes_back_by_itself() -> None:
    gone, _ = step(Scanning(seen=FOREIGN), ScannerWentAway())
    assert gone == Scanning(Troubled(Trouble.SCANNER_GONE, 1), failures=1)
    assert step(gone, ScannerIsThere())[0] == Scanning(Asking(), failures=1)
    assert step(gone, on.TryAgainPressed()) == (Scanning(Asking(), failures=1), (ReadCodes(),))
    assert step(gone, TrackWanted())[0] == Tracking()
    assert step(AtHome(), ScannerWentAway()) == (AtHome(), ())
