"""What is asked for once the notice was agreed to: the person's file, where they allow it, and what licences say.

It comes in the background: whoever fills in the form does not wait, and where no line is nothing is known.
"""

from __future__ import annotations

from dataclasses import replace

from app.catalogue.prefill_sources import LICENCE, REMEMBERED
from app.domain.person_file import may_be_reused
from app.domain.service_item import ServiceItem
from app.journeys.knowing_commands import AskLicenceFacts, AskPersonFile, KnowingCommand
from app.journeys.knowing_events import KnownCame
from app.journeys.states import AtStep


def offers_file(state: AtStep) -> bool:
    """Whether there is something to allow: only for oneself, and where this item could use it."""
    if state.draft.agency is not None or state.draft.card is None or state.correcting is not None:
        return False
    return any(may_be_reused(each) for each in state.item.materials) or _remembers(state.item)


def _remembers(item: ServiceItem) -> bool:
    return any((each.prefill or "").startswith(REMEMBERED) for each in item.fields())


def agreed(state: AtStep, *, reuse: bool) -> tuple[AtStep, tuple[KnowingCommand, ...]]:
    """After the notice. Whoever does not allow it, or no longer, goes on with nothing of the file."""
    draft = replace(state.draft, consented=True, file_agreed=reuse if offers_file(state) else None)
    if not draft.file_agreed:
        kept = {name: said for name, said in draft.known.items() if not name.startswith(REMEMBERED)}
        draft = replace(draft, known=kept, filed=())
    return replace(state, draft=draft), (*_file(state, draft.file_agreed), *_licences(state))


def _file(state: AtStep, allowed: bool | None) -> tuple[KnowingCommand, ...]:
    card = state.draft.card
    return (AskPersonFile(state.draft.case_id, state.item.code, card),) if allowed and card is not None else ()


def _licences(state: AtStep) -> tuple[KnowingCommand, ...]:
    """Those whose words stand in the form. A number that was typed for another opens no licence."""
    draft = state.draft
    named = [each.prefill or "" for each in state.item.fields()]
    codes = tuple(dict.fromkeys(each.split(".")[1] for each in named if each.startswith(LICENCE)))
    if not codes or draft.card is None or draft.agency is not None:
        return ()
    return (AskLicenceFacts(draft.case_id, codes, draft.card),)


def learn(state: AtStep, event: KnownCame) -> AtStep:
    """Late words of another case, or after the person said no, change nothing."""
    draft = state.draft
    if event.case_id != draft.case_id or (event.from_file and not draft.file_agreed):
        return state
    known = {**draft.known, **event.told.known}
    return replace(state, draft=replace(draft, known=known, filed=event.told.papers or draft.filed))
