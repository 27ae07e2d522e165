"""The same in a heartbeat, where it stands beside the states of the devices: what is not well formed is passed over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection

from app.central.audit import watch
from app.central.audit.standing_message import StandingTold
from app.central.storage.stations import Station


def hear_standing(connection: Connection, station: Station, state: Mapping[str, Any], at: datetime) -> None:
    if "audit" not in state:
        return
    try:
        said = StandingTold.model_validate(dict(state))
    except ValidationError:
        return
    watch.take_standing(connection, station, said.head, said.uses, at, hears_answer=False)
    watch.take_rolled_back(connection, station, said.rolled_back, at)
