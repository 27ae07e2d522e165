"""Whose a case number is: the station's whose enrolment got its prefix."""

from __future__ import annotations

import re
from collections.abc import Collection

from sqlalchemy import Connection, func, select

from app.central.storage.stations import Station
from app.central.storage.tables import number_prefixes

_SERIES = re.compile(r"BM([0-9]{1,9})E?[0-9]{8}-", re.IGNORECASE)
"""Leased numbers and the emergency series (docs/decisions/0041); anything else is nobody's."""


def foreign(connection: Connection, station: Station, numbers: Collection[str]) -> set[str]:
    """Those under the prefix of another station, and under one that is still to be given.

    Prefixes of earlier enrolments are the station's own. What lies below the last one and was given to nobody went with
    an enrolment that a restored centre has lost, and is given to nobody again: such numbers are taken from whoever has
    them, like those from before an enrolment.
    """
    own = _prefix(station.number_prefix + "00000000-")
    told = {each: prefix for each in numbers if (prefix := _prefix(each)) not in (None, own)}
    if not told:
        return set()
    columns = number_prefixes.c
    asked = select(columns.id, columns.station_id).where(columns.id.in_({*told.values()}))
    givens = {row.id: row.station_id for row in connection.execute(asked)}
    last = connection.execute(select(func.max(columns.id))).scalar() or 0
    return {
        number
        for number, prefix in told.items()
        if prefix is not None and (prefix > last or givens.get(prefix, station.id) != station.id)
    }


def _prefix(number: str) -> int | None:
    form = _SERIES.match(number)
    return None if form is None else int(form[1])
