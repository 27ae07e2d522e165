"""The signed list of what a package holds: whose it is, whether that station may speak, and which parts count."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import jwt
from pydantic import BaseModel, Field, StringConstraints, ValidationError

from app.central.intake.messages import Sha256, Word
from app.central.medium.files import Unfit, whole
from app.central.storage import former_enrolments, stations
from app.central.storage.database import Database
from app.central.storage.stations import Station
from app.central.uploads.protocol import MAX_LENGTH_BYTES

MANIFEST_NAME = "manifest.jws"
MANIFEST_TYPE = "bianmin-manifest+jws"
MANIFEST_LIMIT_BYTES = 32 << 20
PARTS_MAX = 200_000
PACKAGE = r"bianmin-[A-Za-z0-9][A-Za-z0-9._-]{0,63}-[0-9]{8}T[0-9]{6}Z-[0-9]{1,9}"
PART = r"^[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*){0,3}$"
"""Downwards only; a kind of part that is not known yet may have any such path."""


class Part(BaseModel):
    """A file of the package. A kind this centre does not know is left alone and counted as not taken."""

    path: Annotated[str, StringConstraints(pattern=PART, max_length=100)]
    kind: Annotated[str, StringConstraints(max_length=32)]
    size: Annotated[int, Field(ge=0, le=MAX_LENGTH_BYTES, strict=True)]
    sha256: Sha256


class Manifest(BaseModel):
    format: Literal["bianmin-medium/1"]
    package: Annotated[str, StringConstraints(pattern=f"^{PACKAGE}$")]
    station_id: Word
    number_prefix: Annotated[str, StringConstraints(max_length=16)]
    restore_id: Annotated[str, StringConstraints(max_length=36)] = ""
    parts: Annotated[list[Part], Field(max_length=PARTS_MAX)]


@dataclass(frozen=True, slots=True)
class Signed:
    """A manifest whose signature is the station's; `sha256` is that of the file as it lies on the medium.

    `is_ended`: of an enrolment that is over, revoked or followed by another. `station` is as it was then.
    """

    manifest: Manifest
    station: Station
    sha256: str
    is_ended: bool = False


def signed_manifest(package: Path, database: Database, of_revoked: str = "") -> Signed:
    """`of_revoked`: the station of which ended enrolments are good too.

    Raises Unfit: manifest_…, station_unknown, earlier_enrolment, key_unknown, signature, station_revoked.
    """
    token = whole(package, MANIFEST_NAME, MANIFEST_LIMIT_BYTES)
    manifest = _unverified(token)
    if manifest.package != package.name:
        raise Unfit("manifest_renamed")
    takes_ended = manifest.station_id == of_revoked
    station = _station(database, manifest, takes_ended=takes_ended)
    try:
        found = jwt.PyJWS().decode_complete(token, station.public_key, algorithms=["ES256"])
    except jwt.InvalidTokenError:
        raise Unfit("signature") from None
    if found["header"].get("typ") != MANIFEST_TYPE:
        raise Unfit("manifest_type")
    is_ended = station.revoked_at is not None
    if is_ended and not takes_ended:
        raise Unfit("station_revoked")
    return Signed(manifest, station, hashlib.sha256(token).hexdigest(), is_ended)


def _unverified(token: bytes) -> Manifest:
    """Read first, for only it says whose signature to ask for; believed only after that."""
    try:
        content: Any = jwt.PyJWS().decode_complete(token, options={"verify_signature": False})["payload"]
        return Manifest.model_validate(json.loads(content))
    except (jwt.InvalidTokenError, ValidationError, ValueError, RecursionError):
        raise Unfit("manifest_malformed") from None


def _station(database: Database, manifest: Manifest, *, takes_ended: bool) -> Station:
    """As it was under the enrolment that the package names."""
    with database.read() as connection:
        station = stations.station(connection, manifest.station_id)
        if station is None:
            raise Unfit("station_unknown")
        if manifest.number_prefix == station.number_prefix:
            return station
        if not takes_ended:
            raise Unfit("earlier_enrolment")
        former = former_enrolments.of_prefix(connection, station, manifest.number_prefix)
    if former is None:
        raise Unfit("key_unknown")
    return former
