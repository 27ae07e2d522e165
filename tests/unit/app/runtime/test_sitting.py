"""The clock of a sitting: what refills it, when it asks, when it stands still, and what it ends."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.service_item import StepKind
from app.journeys.commands import Command, ReadCard, StopEverything, WatchCard
from app.journeys.delays import (
    ASK_STILL_THERE_S,
    DONE_PAGE_S,
    GOODBYE_PAGE_S,
    HANGS_S,
    SITTING_PATIENT_S,
    SITTING_S,
    TAKE_THINGS_S,
)
from app.journeys.draft import Draft
from app.journeys.events import CardWasRead, ExitPressed, FieldChosen, ItemChosen, NoCardCame
from app.journeys.scanning_commands import ReadCodes, StopReadingCodes
from app.journeys.states import (
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
    Working,
)
from app.journeys.station_events import StillLying
from app.journeys.things import Thing
from app.runtime.sitting import Sitting
from tests.journeys.items import ALL_STEPS, CARD, CASE, item
from tests.unit.app.runtime.conftest import Keep

ITEM = item(*ALL_STEPS)
LAST_PAGE = Finished(ITEM, ALL_STEPS, CASE, "张*三", at_centre=True, receipt=Paper.PRINTED, certificate=Paper.NONE)


class Listener:
    """Keeps the commands it is given."""

    def __init__(self) -> None:
        self.commands: list[Command] = []

    def carry_out(self, command: Command) -> None:
        if not isinstance(command, ReadCodes | StopReadingCodes):  # test_codes.py tells of the scanner
            self.commands.append(command)

    def close(self) -> None:
        pass


@pytest.fixture
def sitting(qapp: Any, keep: Keep) -> Sitting:
    made = keep(Sitting())
    made.executor = Listener()
    return made


def at(step: StepKind, **more: Any) -> AtStep:
    return AtStep(ITEM, ALL_STEPS, ALL_STEPS.index(step), Draft("case-1", card=CARD), **more)


def seconds_pass(sitting: Sitting, seconds: int) -> None:
    for _ in range(seconds):
        sitting._tick()


def commands(sitting: Sitting) -> list[Command]:
    executor = sitting.executor
    assert isinstance(executor, Listener)
    return executor.commands


def test_what_a_state_asks_for_is_carried_out_and_the_window_told_first(sitting: Sitting) -> None:
    told: list[tuple[State, int]] = []
    sitting.changed.connect(lambda: told.append((sitting.state, len(commands(sitting)))))
    sitting.dispatch(ItemChosen(ITEM, "case-1", online=True))
    assert commands(sitting) == [ReadCard()]
    assert told == [(sitting.state, 0)]


def test_an_event_that_changes_nothing_tells_nobody(sitting: Sitting) -> None:
    told: list[State] = []
    sitting.changed.connect(lambda: told.append(sitting.state))
    sitting.dispatch(NoCardCame())
    assert told == []


def test_at_home_no_clock_runs_and_with_the_first_touch_one_does(sitting: Sitting) -> None:
    assert not sitting._timer.isActive()
    sitting.dispatch(FieldChosen("household"))
    assert sitting._timer.isActive()
    sitting.dispatch(ExitPressed())
    assert sitting.state == AtHome()
    assert not sitting._timer.isActive()


def test_without_a_touch_the_sitting_ends_after_its_time_and_not_before(sitting: Sitting) -> None:
    sitting.dispatch(FieldChosen("household"))
    seconds_pass(sitting, SITTING_S - 1)
    assert isinstance(sitting.state, Browsing)
    seconds_pass(sitting, 1)
    assert sitting.state == AtHome()
    assert commands(sitting) == [StopEverything()]


def test_a_touch_refills_the_time(sitting: Sitting) -> None:
    sitting.dispatch(FieldChosen("household"))
    seconds_pass(sitting, SITTING_S - 1)
    sitting.touch()
    seconds_pass(sitting, SITTING_S - 1)
    assert isinstance(sitting.state, Browsing)


def test_whoever_needs_more_time_gets_it(sitting: Sitting) -> None:
    sitting.patient = True
    sitting.dispatch(FieldChosen("household"))
    seconds_pass(sitting, SITTING_PATIENT_S - 1)
    assert isinstance(sitting.state, Browsing)


def test_a_new_page_refills_the_time_and_an_answer_on_the_same_page_does_not(sitting: Sitting) -> None:
    sitting.dispatch(ItemChosen(ITEM, "case-1", online=True))
    seconds_pass(sitting, 30)
    sitting.dispatch(NoCardCame())
    assert sitting.seconds_left == SITTING_S - 30
    sitting.dispatch(CardWasRead(CARD))
    assert sitting.seconds_left == SITTING_S - 30
    sitting.dispatch(ExitPressed())
    assert sitting.seconds_left == sitting.seconds_total


def test_the_question_comes_shortly_before_the_end_and_goes_with_a_touch(sitting: Sitting) -> None:
    sitting.dispatch(FieldChosen("household"))
    seconds_pass(sitting, SITTING_S - ASK_STILL_THERE_S - 1)
    assert not sitting.still_there
    seconds_pass(sitting, 1)
    assert sitting.still_there
    sitting.touch()
    assert not sitting.still_there


@pytest.mark.parametrize(
    "state",
    [
        AtHome(),
        Finishing(ITEM, ALL_STEPS, Draft("case-1", card=CARD), CASE),
        at(StepKind.FACE_CHECK, mood=Working()),
        LookingUp(mood=Working(), card=CARD),
    ],
    ids=lambda state: type(state).__name__,
)
def test_while_the_machine_works_the_clock_stands_still(sitting: Sitting, state: State) -> None:
    sitting.state = state
    seconds_pass(sitting, SITTING_PATIENT_S + 1)
    assert sitting.state == state
    assert not sitting.still_there


@pytest.mark.parametrize(
    ("state", "seconds"),
    [
        (LAST_PAGE, DONE_PAGE_S),
        (Goodbye(), GOODBYE_PAGE_S),
        (TakingThings(frozenset({Thing.CARD})), TAKE_THINGS_S),
    ],
    ids=["last page", "goodbye", "things left"],
)
def test_the_last_pages_leave_by_themselves(sitting: Sitting, state: State, seconds: int) -> None:
    sitting.state = state
    sitting.seconds_left = sitting.seconds_total
    seconds_pass(sitting, seconds - 1)
    assert sitting.state == state
    seconds_pass(sitting, 1)
    assert sitting.state != state


def test_goodbye_never_asks_whether_somebody_is_there(sitting: Sitting) -> None:
    sitting.state = Goodbye()
    sitting.seconds_left = 1
    assert not sitting.still_there


def test_each_picture_of_the_camera_is_counted_and_told(sitting: Sitting) -> None:
    seen: list[int] = []
    sitting.preview_changed.connect(lambda: seen.append(sitting.preview_counter))
    sitting.show_preview()
    sitting.show_preview()
    assert seen == [1, 2]


def test_what_is_said_in_the_middle_of_an_event_overtakes_none_of_its_commands(qapp: Any, keep: Keep) -> None:
    """Home again, somebody says at once what still lies there: its watch must not fall to the end of the sitting."""
    carried: list[Command] = []

    class Executor:
        def carry_out(self, command: Command) -> None:
            carried.append(command)

        def close(self) -> None:
            pass

    sitting = keep(Sitting())
    sitting.executor = Executor()
    sitting.state = Browsing()
    only_card = frozenset({Thing.CARD})
    said = [StillLying(only_card)]
    sitting.changed.connect(lambda: said and sitting.dispatch(said.pop()))
    sitting.dispatch(ExitPressed())
    assert sitting.state == AtHome(forgotten=only_card)
    assert [each for each in carried if not isinstance(each, ReadCodes | StopReadingCodes)] == [
        StopEverything(),
        WatchCard(),
    ]


def test_a_printer_that_never_ends_does_not_keep_the_station_for_ever(qapp: Any, keep: Keep) -> None:
    sitting = keep(Sitting())
    sitting.state = Finishing(
        item(), item().steps, Draft(case_id=CASE.id), CASE, at_centre=True, receipt=Paper.PRINTING
    )
    for _ in range(HANGS_S - 1):
        sitting._tick()
    assert isinstance(sitting.state, Finishing)
    sitting.touch()
    for _ in range(HANGS_S - 1):
        sitting._tick()
    assert isinstance(sitting.state, Finishing), "somebody stands there"
    sitting._tick()
    assert sitting.state == AtHome()
