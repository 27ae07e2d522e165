"""转到窗口办 at the glass: where it is offered, and how it begins. What follows stands in `handing_over.py`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.domain.service_item import StationKind, StepKind
from app.journeys.states import AtStep, HandingOver, Troubled


def may_hand_over(state: AtStep) -> bool:
    """A case of their own that a counter does too, agreed to by its person and not saved; what was paid is done here.

    Where saving failed it is offered as well: nothing of it lies here.
    """
    is_new = not state.at_desk and state.correcting is None and state.moving is None
    agreed = state.draft.consented and state.draft.card is not None and not state.draft.paid
    saving = state.step is StepKind.SUBMIT and not isinstance(state.mood, Troubled)
    return is_new and agreed and not saving and StationKind.COUNTER in state.item.stations


def begin_handing(state: AtStep, typed: Mapping[str, str]) -> HandingOver:
    """With what was just being typed."""
    draft = replace(state.draft, form={**state.draft.form, **typed})
    lying = (state.card_in_reader, state.slip_in_slot)
    return HandingOver(state.item, replace(state, draft=draft), card_in_reader=lying[0], slip_in_slot=lying[1])
