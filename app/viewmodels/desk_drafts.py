"""没办完的: what waits on purpose, what a power cut or a closing left in the middle, and how it goes on."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.agency import NAME
from app.domain.drafts import KeptDraft
from app.domain.errors import ItemUnknown
from app.domain.formats import clock_time, day, mask_name
from app.domain.service_item import ServiceItem
from app.journeys.events import DraftResumed
from app.runtime.draft_keeping import draft_of
from app.viewmodels.desk_notice_words import held_words
from app.viewmodels.facts import Surroundings


def draft_rows(kept: Sequence[KeptDraft], around: Surroundings) -> list[dict[str, str]]:
    """`[{id, item, person, at, why}]`; an item that is gone is not offered."""
    return [row for each in kept if (row := draft_row(each, around)) is not None]


def draft_row(kept: KeptDraft, around: Surroundings) -> dict[str, str] | None:
    """The person masked; `why` is empty for what was only cut off."""
    item = _item(kept, around)
    if item is None:
        return None
    at, today = kept.kept_at.astimezone(), around.station.now().date()
    return {
        "id": kept.case_id,
        "item": item.short_name.in_language(around.language.code),
        "person": mask_name(_person(kept)),
        "at": clock_time(at) if at.date() == today else f"{day(at.date())} {clock_time(at)}",
        "why": held_words(kept, item, around.language.code) if kept.content.get("held") else "",
    }


def _person(kept: KeptDraft) -> str:
    """Whose case it is; as long as that is not known, whoever came for them."""
    agency = kept.content.get("agency") or {}
    known = (kept.content.get("card") or {}).get("name") or (agency.get("told") or {}).get(NAME)
    return str(known or (agency.get("agent") or {}).get("name", ""))


def draft_of_person(kept: Sequence[KeptDraft], id_number: str, but: str) -> KeptDraft | None:
    """The newest that waits for this person, other than the case `but`."""
    theirs = (each for each in kept if (each.content.get("card") or {}).get("id_number") == id_number)
    return next((each for each in theirs if each.case_id != but and each.content.get("held")), None)


def resumed(kept: KeptDraft, around: Surroundings) -> DraftResumed | None:
    """None for what cannot go on: its version of the item is no longer there, or another program wrote it."""
    item = _item(kept, around)
    if item is None or item.version != kept.item_version:
        return None
    try:
        draft = draft_of(kept)
    except (KeyError, TypeError, ValueError):
        return None
    return DraftResumed(item, draft, around.station.online, around.can_scan, around.medical.chart)


def _item(kept: KeptDraft, around: Surroundings) -> ServiceItem | None:
    try:
        return around.shelf.item(kept.item_code, kept.item_version)
    except ItemUnknown:
        return None
