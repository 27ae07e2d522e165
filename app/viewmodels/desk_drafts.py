"""没办完的: what a power cut or a closing left in the middle, and how it goes on."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.drafts import KeptDraft
from app.domain.errors import ItemUnknown
from app.domain.formats import clock_time, mask_name
from app.domain.service_item import ServiceItem
from app.journeys.events import DraftResumed
from app.runtime.draft_keeping import draft_of
from app.viewmodels.facts import Surroundings


def draft_rows(kept: Sequence[KeptDraft], around: Surroundings) -> list[dict[str, str]]:
    """`[{id, item, person, at}]`, the person masked; an item that is gone is not offered."""
    return [
        {
            "id": each.case_id,
            "item": item.short_name.in_language(around.language.code),
            "person": mask_name(str((each.content.get("card") or {}).get("name", ""))),
            "at": clock_time(each.kept_at.astimezone()),
        }
        for each in kept
        if (item := _item(each, around)) is not None
    ]


def resumed(kept: KeptDraft, around: Surroundings) -> DraftResumed | None:
    """None for what cannot go on: its item has another version now, or it was written by another program."""
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
        return around.shelf.item(kept.item_code)
    except ItemUnknown:
        return None
