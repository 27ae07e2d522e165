"""Asking an office: before the form by the person, after it by the answers; what it cannot take is changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.catalogue.loader import load_catalogue
from app.catalogue.samples import make_sample
from app.domain.service_item import StepKind
from app.journeys import commands as do
from app.journeys import events as on
from app.journeys.draft import Draft
from app.journeys.screens import Screen, screen_of
from app.journeys.states import AtStep, Browsing, ChoosingTicket, LookingUp, Passed, Trouble, Troubled, Working
from app.journeys.table import step

SHELF = load_catalogue()
CHECK = SHELF.item("property-certificate-check")
BALANCE = SHELF.item("housing-fund-account")
CARD = make_sample(CHECK, 1).card
FORM = {"year": "2020", "serial": "0004127", "owner": "张小满"}
REFUSED = {"verdict": {"may": False, "field": "serial", "words": {"zh_CN": "没有这个号。"}}}


def at(kind: StepKind, **changes: object) -> AtStep:
    draft = Draft("c-1", CARD, "matched", consented=True, form=FORM)
    return replace(AtStep(CHECK, CHECK.steps, CHECK.steps.index(kind), draft), **changes)  # type: ignore[arg-type]


def filled() -> tuple[AtStep, tuple[do.Command, ...]]:
    state, commands = step(at(StepKind.FORM, page=len(CHECK.form) - 1), on.PageFilled(FORM))
    assert isinstance(state, AtStep)
    return state, commands


def test_after_the_form_the_answers_that_the_item_names_go_along() -> None:
    state, commands = filled()
    assert (state.step, state.mood, screen_of(state)) == (StepKind.LOOKUP, Working(), Screen.QUERY)
    (asked,) = (each for each in commands if isinstance(each, do.FetchRecord))
    assert asked == do.FetchRecord(CHECK.code, CARD, FORM)


def test_what_the_office_refuses_holds_and_leads_back_to_the_answer() -> None:
    asked, _ = filled()
    refused, _ = step(asked, on.RecordCame(REFUSED))
    assert step(refused, on.NextPressed()) == (refused, ())
    back, _ = step(refused, on.EditPressed("serial"))
    assert isinstance(back, AtStep)
    assert (back.step, back.page, back.for_review) == (StepKind.FORM, 0, False)


def test_changed_answers_are_asked_of_anew() -> None:
    asked, _ = filled()
    told, _ = step(asked, on.RecordCame({"genuine": "valid"}))
    back, _ = step(told, on.BackPressed())
    assert isinstance(back, AtStep)
    again, commands = step(back, on.PageFilled({**FORM, "serial": "0000001"}))
    assert isinstance(again, AtStep)
    assert again.draft.record is None
    (fetch,) = (each for each in commands if isinstance(each, do.FetchRecord))
    assert fetch.answers["serial"] == "0000001"


@pytest.mark.parametrize(
    ("event", "trouble"),
    [
        (on.NothingFound(), Trouble.NOTHING_ON_RECORD),
        (on.CentreDidNotAnswer(), Trouble.CENTRE_UNREACHABLE),
        (on.CentreSaidNo(), Trouble.CENTRE_REFUSED),
    ],
)
def test_without_an_answer_the_page_says_why_and_asks_again(event: on.Event, trouble: Trouble) -> None:
    asked, _ = filled()
    troubled, _ = step(asked, event)
    assert isinstance(troubled, AtStep)
    assert troubled.mood == Troubled(trouble, 1)
    again, commands = step(troubled, on.TryAgainPressed())
    assert isinstance(again, AtStep)
    assert again.mood == Working()
    assert any(isinstance(each, do.FetchRecord) for each in commands)


def test_an_item_that_is_only_read_prints_no_receipt() -> None:
    state = AtStep(BALANCE, BALANCE.steps, BALANCE.steps.index(StepKind.QUERY), Draft("c-2", CARD), mood=Passed())
    assert StepKind.PAPER not in state.steps


@pytest.mark.parametrize(
    ("code", "there"), [("ticket-booking", ChoosingTicket), ("case-progress", LookingUp)], ids=["ticket", "cases"]
)
def test_an_item_that_only_leads_somewhere_takes_along_what_lies_there(code: str, there: type) -> None:
    item = next((each for each in SHELF.items() if each.opens and (each.opens == "ticket") is (code[0] == "t")), None)
    assert item is not None
    led, _ = step(Browsing(card_in_reader=True, slip_in_slot=True), on.ItemChosen(item, "c-3", True))
    assert isinstance(led, there)
    assert (led.card_in_reader, led.slip_in_slot) == (True, True)  # type: ignore[attr-defined]


def test_what_was_typed_without_a_line_is_what_the_record_says_once_it_comes() -> None:
    item = SHELF.item("citizen-card-top-up")
    typed = {"card_number": "1", "balance": "9.00", "top_up": "20.00"}
    draft = Draft("c-4", CARD, "matched", consented=True, form=typed)
    asked = AtStep(item, item.steps, item.steps.index(StepKind.QUERY), draft, Working())
    told, _ = step(asked, on.RecordCame({"number": "3307829000000001", "balance": 1250}))
    assert isinstance(told, AtStep)
    assert told.draft.form == {"card_number": "3307829000000001", "balance": "12.50", "top_up": "20.00"}
    nothing, _ = step(asked, on.RecordCame({}))
    assert isinstance(nothing, AtStep)
    assert nothing.draft.form == typed
