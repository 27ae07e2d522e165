"""What of the person's file went into a case, named in the case itself: where each paper and answer came from."""

from __future__ import annotations

from typing import Any

from app.catalogue.prefill_sources import REMEMBERED
from app.catalogue.reused import PERSON_FILE
from app.domain.service_item import ServiceItem
from app.journeys.draft import Draft
from app.journeys.spared import filed_paper

__all__ = ["PERSON_FILE", "reused"]


def reused(item: ServiceItem, draft: Draft) -> dict[str, Any]:
    """`{"agreed", "materials": {attachment: {"taken_on", "number"}}, "answers": {field: source}}`; what is empty is
    left out."""
    told: dict[str, Any] = {"agreed": draft.file_agreed is True}
    filed = [(each.attachment, paper) for each in item.materials if (paper := filed_paper(draft, each)) is not None]
    if filed:
        told["materials"] = {
            name: {"taken_on": paper.taken_on.isoformat(), "number": paper.number} for name, paper in filed
        }
    sources = {each.name: each.prefill or "" for each in item.fields()}
    answers = {name: source for name, source in sources.items() if source.startswith(REMEMBERED)}
    same = {name: source for name, source in answers.items() if draft.known.get(source) == draft.form.get(name)}
    if taken := {name: source for name, source in same.items() if draft.form.get(name)}:
        told["answers"] = taken
    return told
