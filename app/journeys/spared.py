"""少交材料: which papers nobody has to bring, because the card, a licence or the person's file has them. Pure."""

from __future__ import annotations

from app.domain.agency import is_needed, paper_of
from app.domain.person_file import FiledPaper, may_be_reused
from app.domain.service_item import Material, MaterialSource, ServiceItem
from app.journeys.draft import Draft


def filed_paper(draft: Draft, material: Material) -> FiledPaper | None:
    """What is taken from the person's file for it: only what is needed, and never before a licence or a fresh scan."""
    if not draft.file_agreed or not may_be_reused(material) or not is_needed(material, draft.form):
        return None
    if material.code in draft.scans or any(each.code == material.code for each in draft.licences):
        return None
    return next((each for each in draft.filed if _fits(each, material)), None)


def _fits(paper: FiledPaper, material: Material) -> bool:
    return paper.code == material.code and paper.media_type in material.media_types


def spared(item: ServiceItem, draft: Draft) -> int:
    """How many of the closed list came by themselves."""
    return sum(1 for each in item.materials if _came_by_itself(item, draft, each))


def _came_by_itself(item: ServiceItem, draft: Draft, material: Material) -> bool:
    if material.source is MaterialSource.CARD:
        return is_needed(material, draft.form, paper_of(item, draft.agency, draft.card))
    held = material.source is MaterialSource.E_LICENCE and material.code in {each.code for each in draft.licences}
    return held or filed_paper(draft, material) is not None
