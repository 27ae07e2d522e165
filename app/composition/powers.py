"""The power of attorney signed at this station's glass, from what the sitting knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.agency import Agency
from app.domain.errors import OurFault
from app.domain.person import IdentityCard
from app.domain.powers import PowerOfAttorney
from app.domain.service_item import ServiceItem

if TYPE_CHECKING:
    from app.composition.parts import Parts
    from app.config import Settings
    from app.runtime.machine import PowerWriter


def power_writer(settings: Settings, parts: Parts) -> PowerWriter:
    """Sealed with the key this station got when it was enrolled; needs no line."""

    def write(item: ServiceItem, agency: Agency, principal: IdentityCard, signature: bytes) -> bytes:
        if agency.agent is None:
            raise OurFault("没读代办人的身份证就要签委托书", "从刷身份证重新办")
        station = f"{settings.station.place} {settings.station.number}"
        return parts.powers(
            PowerOfAttorney(item, principal, agency.agent, agency.relation, parts.now(), station, signature)
        )

    return write
