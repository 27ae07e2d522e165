"""Making and taking hand-over codes. Implements the port `HandOver`."""

from __future__ import annotations

import base64
import binascii
import secrets
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pyrage

from app.domain.errors import WrongInput
from app.domain.hand_over import (
    CLOCKS_DIFFER_BY,
    GOOD_FOR,
    DraftOf,
    HandedOver,
    MoreToCome,
    NotTaken,
    TakeOutcome,
    TooMuch,
    Unfinished,
    UsedHandOvers,
    WhyNot,
    no_draft,
)
from app.domain.ports import Settings
from app.sync.enrol import StationEnroller
from app.sync.hand_over import limits
from app.sync.hand_over.codes import Piece, Unusable, cut, joined, read
from app.sync.hand_over.hall import Hall, kept_hall
from app.sync.hand_over.packing import packed, unpacked
from app.sync.seal import Sealer


class HandOverExchange:
    def __init__(
        self,
        enroller: StationEnroller,
        settings: Settings,
        used: UsedHandOvers,
        clock: Callable[[], datetime],
        is_done_here: Callable[[str], bool] = lambda _: True,
    ) -> None:
        """`is_done_here`: whether the item of this code can be gone on with at this station today."""
        self._is_done_here = is_done_here
        self._enroller = enroller
        self._settings = settings
        self._used = used
        self._clock = clock

    def makes(self) -> bool:
        """See the port."""
        return self._enroller.enrolment() is not None and kept_hall(self._settings) is not None

    def takes(self) -> bool:
        """See the port."""
        hall = kept_hall(self._settings)
        return hall is not None and bool(hall.identity)

    def make(self, case: Unfinished) -> Sequence[str]:
        """See the port."""
        enrolment, key = self._enroller.required(), self._enroller.station_key()
        hall = kept_hall(self._settings)
        if hall is None:
            raise WrongInput("本机还没有大厅的接力密钥。", "等网络通了收发一次（kiosk sync once），以后断网也能接力。")
        now = self._clock().astimezone(UTC)
        nonce = secrets.token_bytes(limits.NONCE_BYTES)
        try:
            sealed = Sealer(hall.recipient).file(packed(_told(case, enrolment.station_id, nonce, now)))
            return cut(sealed, nonce[: limits.PAPER_BYTES], enrolment.station_id, key)
        except ValueError:
            raise TooMuch("填写的内容太多，接力码放不下。", "请到窗口重新填写，或在这里办完。") from None

    def take(self, codes: Sequence[str], draft_of: DraftOf = no_draft) -> TakeOutcome:
        """See the port."""
        hall = kept_hall(self._settings)
        if hall is None or not hall.identity:
            return NotTaken(WhyNot.NOT_HERE)
        if not codes:
            return NotTaken(WhyNot.DAMAGED)
        try:
            pieces = [read(each, hall.stations) for each in codes]
            sealed = joined(pieces)
            if not isinstance(sealed, bytes):
                return MoreToCome(sealed, pieces[0].total)
            return self._taken(hall, pieces[0], sealed, draft_of)
        except Unusable as unusable:
            return NotTaken(unusable.why)

    def _taken(self, hall: Hall, piece: Piece, sealed: bytes, draft_of: DraftOf) -> TakeOutcome:
        told = _opened(hall.identity, sealed)
        nonce, handed = _read(told, piece.station_id)
        now = self._clock()
        if handed.good_until + CLOCKS_DIFFER_BY < now:
            raise Unusable(WhyNot.TOO_LATE)
        if handed.made_at - CLOCKS_DIFFER_BY > now:
            raise Unusable(WhyNot.TOO_EARLY)
        if not self._is_done_here(handed.case.item_code):
            raise Unusable(WhyNot.ITEM_UNKNOWN)
        draft = draft_of(handed)
        if not self._used.use(nonce, handed.good_until, handed.case.case_id, handed.station_id, draft):
            raise Unusable(WhyNot.USED)
        return handed


def _told(case: Unfinished, station_id: str, nonce: bytes, now: datetime) -> dict[str, Any]:
    """With the station's name inside the seal: nobody can sign another's sealed bytes as their own."""
    made = int(now.timestamp())
    return {
        "from": station_id,
        "nonce": base64.b64encode(nonce).decode("ascii"),
        "case": base64.b64encode(UUID(case.case_id).bytes).decode("ascii"),
        "item": case.item_code,
        "version": case.item_version,
        "made": made,
        "until": made + int(GOOD_FOR.total_seconds()),
        "materials": list(case.materials),
        "data": dict(case.data),
    }


def _opened(identity: str, sealed: bytes) -> dict[str, Any]:
    try:
        content = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(identity)])
    except pyrage.DecryptError:
        raise Unusable(WhyNot.OTHER_HALL) from None
    try:
        return unpacked(content)
    except ValueError:
        raise Unusable(WhyNot.DAMAGED) from None


def _read(told: dict[str, Any], station_id: str) -> tuple[str, HandedOver]:
    """What a station has signed is still read with care: it may be old, altered or lying."""
    try:
        nonce = base64.b64decode(told["nonce"], validate=True)
        case_id = str(UUID(bytes=base64.b64decode(told["case"], validate=True)))
        made, until = (datetime.fromtimestamp(int(told[name]), UTC) for name in ("made", "until"))
        item, version, data, materials = told["item"], told["version"], told["data"], told["materials"]
    except (KeyError, TypeError, ValueError, OverflowError, OSError, binascii.Error):
        raise Unusable(WhyNot.DAMAGED) from None
    if told.get("from") != station_id:
        raise Unusable(WhyNot.SIGNATURE)
    texts = [item, version, *(materials if isinstance(materials, list) else [None])]
    is_sound = len(nonce) == limits.NONCE_BYTES and isinstance(data, dict) and until - made <= GOOD_FOR
    if not is_sound or not all(isinstance(each, str) for each in texts):
        raise Unusable(WhyNot.DAMAGED)
    case = Unfinished(case_id, item, version, data, tuple(materials))
    return base64.b64encode(nonce).decode("ascii"), HandedOver(case, station_id, made, until)
