"""The station closes under a sitting: what is saved gets its papers, what only stood on the glass is forgotten."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.service_item import StepKind
from app.journeys import commands as do
from app.journeys import events as on
from app.journeys.screens import Screen, screen_of
from app.journeys.states import AtHome, AtStep, Finished, Finishing, Goodbye, Paper, TakingThings
from app.journeys.station_events import StationCloses, StationOpens
from app.journeys.table import step
from app.journeys.things import Closure
from tests.journeys.items import CARD, CASE, item
from tests.journeys.test_table import WAY, walked

DARK = StationCloses(Closure.ON_BATTERY)
LIGHT = StationOpens(Closure.ON_BATTERY)
PAID = 15
SAVED = 21


@pytest.mark.parametrize(
    "event",
    [on.ItemChosen(item(), CASE.id, True), on.LookUpChosen(), on.FieldChosen("household"), on.SearchTyped("证")],
    ids=lambda event: type(event).__name__,
)
def test_a_closed_station_takes_nobody(event: on.Event) -> None:
    closed, _ = step(AtHome(), DARK)
    assert screen_of(closed) is Screen.CLOSED
    assert step(closed, event) == (closed, ())
    opened, _ = step(closed, LIGHT)
    assert step(opened, event)[0] != opened


def test_two_reasons_must_both_be_over_and_the_graver_one_is_told() -> None:
    state, _ = step(AtHome(), DARK)
    state, _ = step(state, StationCloses(Closure.DOOR_OPEN))
    assert isinstance(state, AtHome)
    assert state.closure is Closure.DOOR_OPEN
    state, _ = step(state, StationOpens(Closure.DOOR_OPEN))
    assert isinstance(state, AtHome)
    assert state.closure is Closure.ON_BATTERY
    assert step(state, LIGHT)[0] == AtHome()


@pytest.mark.parametrize("upto", range(1, PAID))
def test_what_only_stood_on_the_glass_is_forgotten(upto: int) -> None:
    state, commands = step(walked(upto), DARK)
    assert isinstance(state, TakingThings)
    assert do.StopEverything() in commands
    assert CARD.name not in repr(state)


@pytest.mark.parametrize("upto", range(PAID, SAVED - 1))
def test_money_that_was_paid_is_not_left_without_its_case(upto: int) -> None:
    before = walked(upto)
    assert isinstance(before, AtStep)
    assert before.draft.paid
    assert step(before, DARK) == (before, ())


def test_a_case_being_saved_is_saved_first_and_the_closing_said_again() -> None:
    saving = walked(SAVED - 1)
    assert isinstance(saving, AtStep)
    assert saving.step is StepKind.SUBMIT
    assert step(saving, DARK) == (saving, ())
    saved, _ = step(saving, on.CaseWasSaved(CASE))
    printing, commands = step(saved, DARK)
    assert isinstance(printing, Finishing)
    assert printing.at_centre is False
    assert any(isinstance(each, do.PrintReceipt) for each in commands)
    assert step(printing, DARK) == (printing, ())


def test_a_receipt_on_its_way_is_finished_and_then_the_sitting_ends() -> None:
    printing = walked(len(WAY) - 1)
    assert step(printing, DARK) == (printing, ())
    done, _ = step(printing, on.ReceiptPrinted())
    assert isinstance(done, Finished)
    assert done.receipt is Paper.PRINTED
    assert step(replace(done, card_in_reader=False), DARK)[0] == Goodbye()
    assert isinstance(step(done, DARK)[0], TakingThings)


def test_opening_means_nothing_in_a_sitting() -> None:
    state = walked(3)
    assert step(state, LIGHT) == (state, ())
