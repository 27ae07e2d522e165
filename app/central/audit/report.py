"""What the office sees of the stations' audit trails, and settling what was found wrong."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from app.central.storage import audit_trails, stations
from app.central.storage.database import Database
from app.central.storage.moment import now
from app.domain.errors import WrongInput

REASON_MAX = 200


def station_trail(database: Database, station_id: str) -> dict[str, Any]:
    """Sealed days, the newest head and findings of one station, newest first. Raises WrongInput."""
    with database.read() as connection:
        station = stations.station(connection, station_id)
        if station is None:
            raise WrongInput("中心没有这台工作站。", "用 kiosk central stations 看编号。")
        known = audit_trails.head_of(connection, station)
        findings = audit_trails.findings_of(connection, station_id)
        days = audit_trails.sealed_days(connection, station_id)
    return {
        "station": station_id,
        "state": _state(findings),
        "head": {"last": known.told.last, "head": known.told.head} if known else None,
        "findings": [_plain(each) for each in findings],
        "seals": [_plain(each) for each in days],
    }


def every_trail(database: Database) -> list[dict[str, Any]]:
    with database.read() as connection:
        ids = stations.enrolled_ids(connection)
    return [station_trail(database, each) for each in ids]


def settle(database: Database, station_id: str, reason: str) -> int:
    """Somebody looked into it; how many findings that ends. Raises WrongInput."""
    words = " ".join(reason.split())
    if not words or len(words) > REASON_MAX:
        raise WrongInput(f"要写明查到的原因，最多 {REASON_MAX} 个字。", "例如：换了硬盘，用的是三月的备份。")
    with database.write() as connection:
        return audit_trails.settle_faults(connection, station_id, words, now())


def _state(findings: list[dict[str, Any]]) -> str:
    """`ok`, or the newest thing nobody has settled."""
    return next((str(each["kind"]) for each in findings if each["settled_at"] is None), "ok")


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date | datetime) else value for name, value in row.items()}
