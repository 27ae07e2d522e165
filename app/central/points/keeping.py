"""Keeps published lists as things stand: who was refused leaves, who came late comes in, who is behind moves up."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

from app.central.keys import CentreKeys
from app.central.points import rounds
from app.central.storage import point_rounds
from app.central.storage.database import Database

ROUND_EVERY_S = 60.0
KEPT_UP = timedelta(days=366)
"""So long after the final list a place that becomes free is given to who comes next."""


def keep_up(database: Database, keys: CentreKeys, at: datetime, stop: threading.Event) -> int:
    """How many lists were published anew. Raises StorageProblem."""
    anew = 0
    with database.read() as connection:
        found = point_rounds.published(connection, at - KEPT_UP)
    for each in found:
        if stop.is_set():
            break
        with database.write() as connection:
            anew += rounds.refresh(connection, keys, each.id, at)
    return anew
