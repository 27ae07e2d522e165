"""What the stations of one hall know of each other, so that a case goes on at the counter without the centre."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, StringConstraints

from app.central.api.doors import CentreHere, StationHere
from app.central.api.problems import Problem, documented
from app.central.known_keys import hall_identity
from app.central.sealing import SealBroken, seal_json, to_base64
from app.central.storage import hall, key_prints
from app.domain.service_item import StationKind

router = APIRouter(prefix="/api/v1", tags=["station"])

Recipient = Annotated[str, StringConstraints(pattern=r"^age1[0-9a-z]{50,100}$")]
WHERE_A_CLERK_STANDS = frozenset({StationKind.COUNTER.value, StationKind.POST.value})


class SealedHall(BaseModel):
    """base64(age(zstd(JSON))), to be opened by `reply_to` only.

    `{"recipient", "identity", "stations": {id: public key, PEM}}`;
    `identity` is null where no clerk looks after the station.
    """

    sealed: str


@router.get("/hall", responses=documented(401, 404, 422))
def tell_hall(
    centre: CentreHere,
    station: StationHere,
    reply_to: Annotated[Recipient, Query(description="an age public key made for this one question")],
) -> SealedHall:
    """The key to which terminals seal what they hand over, who may open it, and whose signatures are good."""
    with centre.database.read() as connection:
        keys = hall.public_keys(connection)
        identity = hall_identity(key_prints.known(connection), centre.keys)
    if identity is None:
        raise Problem(404, "hall_key_missing", "这个副本还没有大厅的新密钥：请把 keys/hall.key 复制过来。")
    told: dict[str, Any] = {
        "recipient": str(identity.to_public()),
        "identity": str(identity) if station.kind in WHERE_A_CLERK_STANDS else None,
        "stations": keys,
    }
    try:
        return SealedHall(sealed=to_base64(seal_json(reply_to, told)))
    except SealBroken as error:
        raise Problem(422, "reply_to_wrong", "回信公钥不对。") from error
