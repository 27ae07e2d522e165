"""Where a chosen item leads: its own first step, or another place on this machine where it is done."""

from __future__ import annotations

from dataclasses import replace

from app.domain.service_item import ServiceItem
from app.journeys.at_step import begin
from app.journeys.commands import ReadCard
from app.journeys.events import ItemChosen
from app.journeys.outcome import Outcome
from app.journeys.states import AtStep, Browsing, ChoosingTicket, LookingUp, Scanning


def lead(item: ServiceItem, state: Browsing | LookingUp | Scanning) -> Outcome | None:
    """Where an item leads that is done elsewhere on this machine; None for one with steps of its own."""
    match item.opens:
        case None:
            return None
        case "ticket":
            return ChoosingTicket(card_in_reader=state.card_in_reader, slip_in_slot=state.slip_in_slot), ()
        case _:
            looking = LookingUp(card_in_reader=state.card_in_reader, slip_in_slot=state.slip_in_slot)
            return looking, (ReadCard(),)


def begin_from(state: Browsing | LookingUp | Scanning, event: ItemChosen) -> Outcome:
    """With what may lie there already: whoever leaves takes it along."""
    if (led := lead(event.item, state)) is not None:
        return led
    begun, commands = begin(event)
    if not isinstance(begun, AtStep):
        return begun, commands
    return replace(begun, card_in_reader=state.card_in_reader, slip_in_slot=state.slip_in_slot), commands
