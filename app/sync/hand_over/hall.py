"""What this station knows of its hall, fetched while there is a line and kept for when there is none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from app.domain.ports import Settings
from app.sync import names
from app.sync.failures import CentreAnsweredWrongly
from app.sync.hand_over import limits
from app.sync.seal import ReplyKey, Sealer
from app.sync.session import Session

_NO_HALL = 404


@dataclass(frozen=True, slots=True)
class Hall:
    """`identity` is empty at a station no clerk looks after; `stations` are public keys (PEM) by station id."""

    recipient: str
    identity: str = field(repr=False)
    stations: Mapping[str, str] = field(repr=False)


def fetch_hall(session: Session, settings: Settings, now: datetime) -> None:
    """Ask and keep; a centre without a hall leaves things as they are. Raises CentreUnreachable, CentreRefused."""
    reply = ReplyKey()
    answer = session.http.send("GET", "/api/v1/hall", params={"reply_to": reply.recipient}, passing={_NO_HALL})
    if answer.status == _NO_HALL:
        settings.put({names.HALL_FETCHED_AT: now.isoformat()})
        return
    hall = _hall(reply.open(answer.fields().get("sealed")))
    kept = {"recipient": hall.recipient, "identity": hall.identity, "stations": dict(hall.stations)}
    settings.put({names.HALL: json.dumps(kept, sort_keys=True), names.HALL_FETCHED_AT: now.isoformat()})


def is_due(settings: Settings, now: datetime) -> bool:
    """Also where the clock has been set back since."""
    fetched = settings.get(names.HALL_FETCHED_AT)
    if not fetched:
        return True
    age = now - datetime.fromisoformat(fetched)
    return not timedelta(0) <= age < timedelta(seconds=limits.FETCH_AGAIN_AFTER_S)


def kept_hall(settings: Settings) -> Hall | None:
    """None before the first fetch."""
    text = settings.get(names.HALL)
    return _hall(json.loads(text)) if text else None


def _hall(told: Any) -> Hall:
    """Raises CentreAnsweredWrongly."""
    recipient, stations = (told.get("recipient"), told.get("stations")) if isinstance(told, dict) else (None, None)
    if not isinstance(recipient, str) or not isinstance(stations, dict):
        raise CentreAnsweredWrongly("大厅的密钥读不懂")
    if not all(isinstance(each, str) for pair in stations.items() for each in pair):
        raise CentreAnsweredWrongly("大厅的密钥读不懂")
    try:
        Sealer(recipient)
    except ValueError:
        raise CentreAnsweredWrongly("大厅的公钥不能用") from None
    identity = told.get("identity")
    return Hall(recipient, identity if isinstance(identity, str) else "", stations)
