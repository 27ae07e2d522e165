"""What a case at a desk still lacks, and what of the closed list is here already."""

from __future__ import annotations

from app.domain.agency import is_needed
from app.domain.service_item import Material, MaterialSource
from app.journeys.spared import filed_paper
from app.journeys.states import AtStep

_BROUGHT = (MaterialSource.SCAN, MaterialSource.AGENT, MaterialSource.E_LICENCE, MaterialSource.PERSON_FILE)


def lacking(state: AtStep) -> tuple[Material, ...]:
    """Everything somebody has to bring, whether the case may go on without it or not: it is said once."""
    return tuple(
        each
        for each in state.item.materials
        if each.source in _BROUGHT
        and is_needed(each, state.draft.form, state.paper)
        and not _is_here(each, state)
        and not _will_be_fetched(each, state)
    )


def reused(state: AtStep) -> tuple[Material, ...]:
    """What nobody has to bring any more."""
    return tuple(each for each in state.item.materials if each.source is MaterialSource.CARD or _is_here(each, state))


def _is_here(material: Material, state: AtStep) -> bool:
    fetched = any(each.code == material.code for each in state.draft.licences)
    return fetched or material.code in state.draft.scans or filed_paper(state.draft, material) is not None


def _will_be_fetched(material: Material, state: AtStep) -> bool:
    """For an agent, as soon as the paper is scanned that lets them act."""
    return state.fetches_later and material.source is MaterialSource.E_LICENCE
