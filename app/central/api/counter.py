"""Mailing slips, as the station asks for them; the phone's side is in `pages`."""

from __future__ import annotations

from datetime import timedelta

from fastapi import APIRouter
from pydantic import BaseModel

from app.central import codes
from app.central.api.doors import CentreHere, StationHere
from app.central.api.problems import Problem, documented
from app.central.api.registers import Recipient
from app.central.intake.messages import Id
from app.central.sealing import is_recipient, to_base64
from app.central.storage import counter_pages
from app.central.storage.counter_pages import Slip
from app.central.storage.moment import now

router = APIRouter(prefix="/api/v1", tags=["counter"])

SLIP_LIFETIME = timedelta(minutes=30)


class SlipAsked(BaseModel):
    case_id: Id
    reply_to: Recipient


class SlipOpened(BaseModel):
    code: str
    url: str


class SlipState(BaseModel):
    """`sealed` opens to `{recipient, phone, address}` for the `reply_to` that was given, and for nobody else."""

    filled: bool
    sealed: str | None


@router.post("/mailing-slips", status_code=201, responses=documented(401, 422))
def open_slip(asked: SlipAsked, centre: CentreHere, station: StationHere) -> SlipOpened:
    """A form for the phone; what is written there is sealed to `reply_to` at once."""
    if not is_recipient(asked.reply_to):
        raise Problem(422, "reply_to_wrong", "回信公钥不对。")
    at = now()
    slip = Slip(
        code=codes.new_code(codes.PAGE_CODE_LENGTH),
        station_id=station.id,
        case_id=asked.case_id,
        reply_to=asked.reply_to,
        sealed=None,
        made_at=at,
        expires_at=at + SLIP_LIFETIME,
    )
    with centre.database.write() as connection:
        counter_pages.add_slip(connection, slip)
    return SlipOpened(code=slip.code, url=f"{centre.public_url}/m/{slip.code}")


@router.get("/mailing-slips/{code}", responses=documented(401, 404))
def slip_state(code: str, centre: CentreHere, station: StationHere) -> SlipState:
    """Once an address was told it is always the same: the phone cannot change it any more."""
    with centre.database.read() as connection:
        slip = counter_pages.slip(connection, codes.typed(code))
    if slip is None or slip.station_id != station.id:
        raise Problem(404, "slip_unknown", "没有这张邮寄单。")
    if slip.sealed is not None and not slip.was_read:
        with centre.database.write() as connection:
            slip = counter_pages.read_slip(connection, slip.code) or slip
    return SlipState(filled=slip.sealed is not None, sealed=to_base64(slip.sealed) if slip.sealed else None)
