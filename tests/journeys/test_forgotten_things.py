"""Nobody leaves a card or a paper behind unnoticed: waited for, reminded of, then written down."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.journeys import commands as do
from app.journeys import events as on
from app.journeys.screens import Screen, screen_of
from app.journeys.states import AtHome, AtStep, Browsing, Claiming, Finished, Goodbye, LookingUp, State, TakingThings
from app.journeys.station_events import CardCameLate, SlipCameLate, SlipWasTaken, StillLying
from app.journeys.table import step
from app.journeys.things import Closure, Thing
from tests.journeys.items import CARD, CASE, item
from tests.journeys.test_agency import asked as principal_asked
from tests.journeys.test_table import WAY, walked

CARD_AND_SLIP = frozenset(Thing)
ONLY_CARD = frozenset({Thing.CARD})
ONLY_SLIP = frozenset({Thing.RECEIPT})
PRINTING = len(WAY) - 1


def finished(*, card: bool, slip: bool) -> Finished:
    state, _ = step(walked(PRINTING), on.ReceiptPrinted(presented=slip))
    assert isinstance(state, Finished)
    return replace(state, card_in_reader=card)


def waiting(*, card: bool, slip: bool) -> TakingThings:
    state, _ = step(finished(card=card, slip=slip), on.NextPressed())
    assert isinstance(state, TakingThings)
    return state


def test_a_slip_that_lies_in_a_telling_slot_is_watched_from_the_moment_it_is_there() -> None:
    state, commands = step(walked(PRINTING), on.ReceiptPrinted(presented=True))
    assert isinstance(state, Finished)
    assert state.slip_in_slot
    assert do.WatchSlip() in commands


def test_a_printer_that_cannot_tell_makes_nobody_wait() -> None:
    state = finished(card=False, slip=False)
    assert step(state, on.NextPressed())[0] == Goodbye()


@pytest.mark.parametrize(("card", "slip"), [(True, False), (False, True), (True, True)])
def test_the_sitting_does_not_end_while_something_lies_there(card: bool, slip: bool) -> None:
    state, commands = step(finished(card=card, slip=slip), on.TimeRanOut())
    assert isinstance(state, TakingThings)
    assert (Thing.CARD in state.things, Thing.RECEIPT in state.things) == (card, slip)
    assert do.Remind(state.things) in commands
    assert (do.WatchCard() in commands) is card
    assert (do.WatchSlip() in commands) is slip
    assert screen_of(state) is Screen.TAKE_THINGS
    assert CARD.name not in repr(state)


def test_what_is_taken_is_no_longer_reminded_of_and_the_last_one_ends_it() -> None:
    state, commands = step(waiting(card=True, slip=True), SlipWasTaken())
    assert state == TakingThings(ONLY_CARD, CASE.id)
    assert commands == (do.Remind(ONLY_CARD),)
    gone, commands = step(state, on.CardWasTaken())
    assert gone == Goodbye()
    assert commands == (do.StopReminding(), do.StopEverything())


def test_who_wants_to_leave_it_there_is_told_again() -> None:
    state = waiting(card=True, slip=False)
    assert step(state, on.ExitPressed()) == (state, (do.Remind(ONLY_CARD),))


def test_the_same_thing_told_twice_is_taken_once() -> None:
    state, _ = step(waiting(card=True, slip=True), SlipWasTaken())
    assert step(state, SlipWasTaken()) == (state, ())


def test_after_the_countdown_it_is_written_down_and_still_watched() -> None:
    state, commands = step(waiting(card=True, slip=True), on.TimeRanOut())
    assert state == AtHome(forgotten=CARD_AND_SLIP)
    assert commands == (
        do.StopReminding(),
        do.KeepForgotten(CARD_AND_SLIP, CASE.id),
        do.WatchCard(),
        do.WatchSlip(),
    )


def test_who_comes_back_after_the_countdown_closes_the_record() -> None:
    state, commands = step(AtHome(forgotten=CARD_AND_SLIP), on.CardWasTaken())
    assert state == AtHome(forgotten=ONLY_SLIP)
    assert commands == (do.ForgottenTaken(ONLY_CARD),)
    assert step(state, on.CardWasTaken()) == (state, ())


def test_the_next_person_is_served_although_something_was_left_behind() -> None:
    state, _ = step(AtHome(forgotten=ONLY_SLIP), on.ItemChosen(item(), CASE.id, True))
    assert isinstance(state, AtStep)


def test_a_reader_that_goes_away_takes_no_card_along() -> None:
    """One bad answer is no hand: the card is waited for, looked for again, and in the end written down."""
    state, commands = step(waiting(card=True, slip=False), on.ReaderWentAway())
    assert (state, commands) == (TakingThings(ONLY_CARD, CASE.id), ())
    assert step(state, on.ReaderIsThere()) == (state, (do.WatchCard(),))
    home, commands = step(state, on.TimeRanOut())
    assert home == AtHome(forgotten=ONLY_CARD)
    assert do.KeepForgotten(ONLY_CARD, CASE.id) in commands
    assert step(home, on.ReaderIsThere()) == (home, (do.WatchCard(),))
    assert step(waiting(card=False, slip=True), on.ReaderIsThere())[1] == ()
    assert step(AtHome(), on.ReaderIsThere()) == (AtHome(), ())


@pytest.mark.parametrize("closures", [frozenset(), frozenset({Closure.DOOR_OPEN})], ids=["open", "closed"])
def test_what_still_lies_there_is_known_and_watched_at_home(closures: frozenset[Closure]) -> None:
    state, commands = step(AtHome(closures=closures), StillLying(ONLY_CARD))
    assert (state, commands) == (AtHome(ONLY_CARD, closures), (do.WatchCard(),))
    assert step(state, StillLying(ONLY_CARD)) == (state, ())


@pytest.mark.parametrize("before", [AtHome(), Goodbye()], ids=lambda each: type(each).__name__)
def test_a_receipt_that_comes_after_the_end_is_waited_for(before: State) -> None:
    state, commands = step(before, SlipCameLate(CASE.id))
    assert state == TakingThings(ONLY_SLIP, CASE.id)
    assert commands == (do.WatchSlip(), do.Remind(ONLY_SLIP))


def test_a_late_receipt_is_waited_for_together_with_the_card() -> None:
    state, commands = step(TakingThings(ONLY_CARD), SlipCameLate(CASE.id))
    assert state == TakingThings(CARD_AND_SLIP, CASE.id)
    assert commands == (do.WatchSlip(), do.Remind(CARD_AND_SLIP))


def test_a_late_receipt_is_not_the_next_persons_to_take() -> None:
    state, commands = step(_looking_up(), SlipCameLate("earlier"))
    assert state == _looking_up()
    assert commands == (do.KeepForgotten(ONLY_SLIP, "earlier"),)


@pytest.mark.parametrize("before", [AtHome(), Goodbye()], ids=lambda each: type(each).__name__)
def test_a_card_that_is_found_after_the_end_is_waited_for(before: State) -> None:
    state, commands = step(before, CardCameLate())
    assert state == TakingThings(ONLY_CARD)
    assert commands == (do.WatchCard(), do.Remind(ONLY_CARD))


def test_a_late_card_is_waited_for_together_with_the_slip() -> None:
    state, commands = step(TakingThings(ONLY_SLIP, CASE.id), CardCameLate())
    assert state == TakingThings(CARD_AND_SLIP, CASE.id)
    assert commands == (do.WatchCard(), do.Remind(CARD_AND_SLIP))


def test_a_card_that_is_waited_for_is_not_waited_for_twice() -> None:
    assert step(TakingThings(ONLY_CARD, CASE.id), CardCameLate()) == (TakingThings(ONLY_CARD, CASE.id), ())


def test_a_late_card_is_not_the_next_persons() -> None:
    assert step(_looking_up(), CardCameLate()) == (_looking_up(), (do.KeepForgotten(ONLY_CARD, ""),))


@pytest.mark.parametrize(
    "waiting_for_card",
    [walked(0), LookingUp(), Claiming(), principal_asked()],
    ids=["identify", "look-up", "claiming", "principal"],
)
def test_a_card_that_was_not_read_lies_there_like_one_that_was(waiting_for_card: State) -> None:
    state, commands = step(waiting_for_card, on.CardWasUnreadable())
    assert commands == (do.WatchCard(),)
    left, commands = step(state, on.ExitPressed())
    assert isinstance(left, TakingThings)
    assert left.things == ONLY_CARD
    assert do.Remind(ONLY_CARD) in commands
    lifted, _ = step(state, on.CardWasTaken())
    assert step(lifted, on.ExitPressed())[0] == AtHome()


def _looking_up() -> State:
    state, _ = step(AtHome(), on.LookUpChosen())
    state, _ = step(state, on.CardWasRead(CARD))
    assert isinstance(state, LookingUp)
    return state


def test_a_slip_goes_along_to_the_next_item_and_is_still_waited_for() -> None:
    browsing, commands = step(finished(card=False, slip=True), on.AnotherItemPressed())
    assert isinstance(browsing, Browsing)
    assert commands == (do.StopEverything(), do.WatchSlip())
    begun, _ = step(browsing, on.ItemChosen(item(), CASE.id, True))
    assert step(begun, on.ExitPressed())[0] == TakingThings(ONLY_SLIP)
    taken, _ = step(begun, SlipWasTaken())
    assert step(taken, on.ExitPressed())[0] == AtHome()


def test_a_card_of_who_only_looked_up_is_waited_for_without_a_case() -> None:
    assert step(_looking_up(), on.ExitPressed())[0] == TakingThings(ONLY_CARD)
