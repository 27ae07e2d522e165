"""What the step in which an agent shows that they may act asks of the machine."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.agency import Agency
from app.domain.person import IdentityCard
from app.domain.service_item import ServiceItem


@dataclass(frozen=True, slots=True)
class WritePower:
    """The power of attorney that the principal has just signed; `signature` is a PNG."""

    item: ServiceItem
    agency: Agency = field(repr=False)
    principal: IdentityCard = field(repr=False)
    signature: bytes = field(repr=False)
