"""没办完的: what waits on purpose, what a power cut or a closing left in the middle, and how it goes on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.domain.agency import NAME
from app.domain.drafts import KeptDraft
from app.domain.formats import CHINA, clock_time, day, mask_name
from app.domain.service_item import ServiceItem
from app.journeys.draft import Draft
from app.journeys.events import DraftResumed
from app.journeys.holding import may_take_up
from app.journeys.states import AtStep
from app.runtime.draft_keeping import draft_of
from app.viewmodels.desk_notice_words import held_words
from app.viewmodels.facts import Surroundings
from app.viewmodels.translation import translate


def draft_rows(kept: Sequence[KeptDraft], around: Surroundings) -> list[dict[str, Any]]:
    """`[{id, item, person, at, why, resumes}]`; an item that is gone is not offered."""
    return [row for each in kept if (row := draft_row(each, around)) is not None]


def draft_row(kept: KeptDraft, around: Surroundings) -> dict[str, Any] | None:
    """The person masked; `why` is empty for what was only cut off. `resumes`: whether 接着办 is offered."""
    item = around.item(kept.item_code, kept.item_version)
    if item is None:
        return None
    at, today = kept.kept_at.astimezone(CHINA), around.station.now().date()
    return {
        "id": kept.case_id,
        "item": item.short_name.in_language(around.language.code),
        "person": translate("DeskPapers", "接力码") if _is_handed(kept) else mask_name(_person(kept)),
        "at": clock_time(at) if at.date() == today else f"{day(at.date())} {clock_time(at)}",
        "why": _why(kept, item, around) if is_held(kept) else "",
        "resumes": not is_held(kept) or resumed(kept, around) is not None,
    }


def is_held(kept: KeptDraft) -> bool:
    """Its day was promised on paper: only whoever clears it away, or that day, ends it."""
    return bool(kept.content.get("held"))


def _why(kept: KeptDraft, item: ServiceItem, around: Surroundings) -> str:
    waits = held_words(kept, item, around.language.code)
    if item.version != kept.item_version:
        changed = translate("DeskPapers", "事项已改版，要重新办")
        return f"{changed} · {waits}"
    return waits if _draft(kept) is not None else translate("DeskPapers", "填好的接不上了，要重新办")


def _is_handed(kept: KeptDraft) -> bool:
    """Nobody was identified yet: whose it is, it does not say."""
    return bool(kept.content.get("handed"))


def _person(kept: KeptDraft) -> str:
    """Whose case it is; as long as that is not known, whoever came for them."""
    agency = kept.content.get("agency") or {}
    known = (kept.content.get("card") or {}).get("name") or (agency.get("told") or {}).get(NAME)
    return str(known or (agency.get("agent") or {}).get("name", ""))


def draft_of_person(kept: Sequence[KeptDraft], state: AtStep, around: Surroundings) -> KeptDraft | None:
    """The newest that waits and may be taken up in place of the case that was just begun."""
    number = state.draft.card.id_number if state.draft.card else ""
    theirs = (each for each in kept if (each.content.get("card") or {}).get("id_number") == number)
    held = (each for each in theirs if each.case_id != state.draft.case_id and is_held(each))
    return next((each for each in held if _may_be_taken_up(each, state, around)), None)


def _may_be_taken_up(kept: KeptDraft, state: AtStep, around: Surroundings) -> bool:
    event = resumed(kept, around)
    return event is not None and may_take_up(state, event.draft)


def resumed(kept: KeptDraft, around: Surroundings) -> DraftResumed | None:
    """None for what cannot go on: its version of the item is no longer there, or another program wrote it."""
    item, draft = around.item(kept.item_code, kept.item_version), _draft(kept)
    if item is None or item.version != kept.item_version or draft is None:
        return None
    return DraftResumed(item, draft, around.station.online, around.can_scan, around.medical.chart)


def _draft(kept: KeptDraft) -> Draft | None:
    """None where another program wrote it."""
    try:
        return draft_of(kept)
    except (KeyError, TypeError, ValueError):
        return None
