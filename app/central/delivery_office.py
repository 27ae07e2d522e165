"""What has not gone to the city's platform yet, for the office."""

from __future__ import annotations

from typing import Any

from app.central.storage import deliveries
from app.central.storage.database import Database
from app.central.storage.moment import now
from app.domain.errors import WrongInput

SHOWN = 1_000


def undelivered(database: Database) -> list[dict[str, Any]]:
    """Refused ones first."""
    with database.read() as connection:
        rows = deliveries.undelivered(connection, SHOWN)
    names = ("key", "case_id", "state", "attempts", "reason")
    return [{name: row[name] for name in names} | {"due_at": row["due_at"].isoformat()} for row in rows]


def retry(database: Database, key: str) -> None:
    """Raises WrongInput."""
    with database.write() as connection:
        if not deliveries.retry(connection, key, now()):
            raise WrongInput("没有这一个，或者已经转过了。", "用 kiosk central deliveries 看有哪些。")
