"""Whether a card that was read is good for the item."""

from __future__ import annotations

from datetime import date

from app.domain.person import IdentityCard
from app.domain.service_item import ServiceItem
from app.journeys.states import Trouble


def card_trouble(item: ServiceItem, card: IdentityCard, on: date | None) -> Trouble | None:
    """Of the applicant's card. `on` is the day of reading."""
    if card.kind not in item.card_kinds:
        return Trouble.CARD_KIND_NOT_TAKEN
    return Trouble.CARD_EXPIRED if has_expired(card, on) and not item.takes_expired_card else None


def has_expired(card: IdentityCard, on: date | None) -> bool:
    return on is not None and card.valid_to is not None and card.valid_to < on
