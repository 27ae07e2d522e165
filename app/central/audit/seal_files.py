"""A seal as it travels: a compact JWS (RFC 7515), ES256 with the station's key. No database in here."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import jwt
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from app.central.audit.verdicts import SealedDay
from app.central.intake.messages import When
from app.central.storage.stations import Station

SEAL_MAX = 4_096
"""Characters of one seal."""

Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Count = Annotated[int, Field(ge=1, lt=2**62, strict=True)]


class SealClaims(BaseModel):
    """`previous` is the hash before record `first`, `head` that of record `last`, both hex."""

    model_config = ConfigDict(extra="ignore")

    station_id: str
    day: date
    first: Count
    last: Count
    previous: Hash
    head: Hash
    sealed_at: When


def open_seal(seal: str, station: Station) -> SealedDay | None:
    """None for what is no seal of this station, by its present key."""
    try:
        claims = SealClaims.model_validate(jwt.decode(seal, station.public_key, algorithms=["ES256"]))
    except (jwt.InvalidTokenError, ValidationError):
        return None
    if claims.station_id != station.id or claims.last < claims.first:
        return None
    return SealedDay(claims.day, claims.first, claims.last, claims.previous, claims.head)
