"""A sample's person where an item is not for everybody: old enough for a senior card, young enough for a pupil's."""

from __future__ import annotations

from random import Random

from app.catalogue.computing import with_computed
from app.catalogue.field_checks import check_field
from app.catalogue.form_checks import prefill
from app.catalogue.samples.people import make_person
from app.domain.person import IdentityCard
from app.domain.service_item import ServiceItem

MOST_DRAWS = 200


def fitting_person(item: ServiceItem, seed: int) -> IdentityCard:
    """The person of this seed, the same for every item they fit; where what the card alone says already breaks the
    form, the first of the following who fits. If nobody does, the last: the form's own check then says why."""
    card = make_person(Random(f"person {seed}"), item.card_kinds)
    for draw in range(1, MOST_DRAWS):
        if _fits(item, card):
            break
        card = make_person(Random(f"person {seed} {draw}"), item.card_kinds)
    return card


def _fits(item: ServiceItem, card: IdentityCard) -> bool:
    known = with_computed(item, prefill(item, card))
    told = (each for each in item.fields() if (each.locked or each.compute is not None) and known.get(each.name))
    return all(check_field(each, known[each.name], known) is None for each in told)
