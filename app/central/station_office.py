"""The office's work with its stations: who they are, revoking one, commanding one."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from app.central.storage import audit_trails, changes, number_blocks, stations
from app.central.storage.changes import CATALOGUE, COMMAND, Notice
from app.central.storage.database import Database
from app.central.storage.moment import now
from app.central.storage.stations import Station
from app.domain.errors import WrongInput

COMMANDS = ("restart", "lock", "unlock", "send_logs")
COMMANDS_SHOWN = 20
REASON_MAX_CHARS = 200


def list_stations(database: Database) -> list[dict[str, Any]]:
    """Every station that was ever enrolled, with its blocks of numbers, its last commands, and what became of the
    catalogue it was told of last."""
    with database.read() as connection:
        rows = stations.all_stations(connection)
        wrong = audit_trails.newest_faults(connection)
        blocks = {row["id"]: number_blocks.blocks_of(connection, row["id"]) for row in rows}
        commands = {row["id"]: changes.told_of(connection, row["id"], COMMAND, COMMANDS_SHOWN) for row in rows}
        catalogues = {row["id"]: changes.told_of(connection, row["id"], CATALOGUE, 1) for row in rows}
    return [
        {
            "id": row["id"],
            "kind": row["kind"],
            "enrolment": row["enrolment"],
            "number_prefix": row["number_prefix"],
            "enrolled_at": _told(row["enrolled_at"]),
            "heartbeat_at": _told(row["heartbeat_at"]),
            "revoked_at": _told(row["revoked_at"]),
            "revoked_because": row["revoked_because"],
            "audit": wrong.get(row["id"], "ok"),
            "number_blocks": blocks[row["id"]],
            "catalogue": next(map(_catalogue, catalogues[row["id"]]), None),
            "commands": [_command(each) for each in commands[row["id"]]],
        }
        for row in rows
    ]


def revoke(database: Database, station_id: str, reason: str = "") -> dict[str, Any]:
    """From now on nothing of this station is taken; its leased numbers are closed. Twice is as good as once.

    A new enrolment code lets it in again, as a new enrolment with numbers of its own. Raises WrongInput.
    """
    because = " ".join(reason.split())[:REASON_MAX_CHARS]
    at = now()
    with database.write() as connection:
        station = _known(stations.station(connection, station_id))
        stations.locked(connection, station_id)
        closed = number_blocks.close(connection, station_id, at)
        stations.drop_codes(connection, station_id)
        if station.revoked_at is None:
            stations.revoke(connection, station_id, because, at)
    return {"station": station_id, "revoked_at": _told(station.revoked_at or at), "closed_blocks": closed}


def command(database: Database, station_id: str, name: str) -> dict[str, Any]:
    """The station hears of it at its next question and says what became of it. Raises WrongInput."""
    meant = name.replace("-", "_")
    if meant not in COMMANDS:
        raise WrongInput("没有这种命令。", "可用：" + "、".join(each.replace("_", "-") for each in COMMANDS) + "。")
    told = {"id": str(uuid.uuid4()), "name": meant}
    with database.write() as connection:
        station = _known(stations.station(connection, station_id))
        if station.revoked_at is not None:
            raise WrongInput("这台工作站已经停用，命令到不了它。", "要重新启用，先生成新的登记码。")
        cursor = changes.tell(connection, station_id, [Notice(COMMAND, told)], now())
    return {"station": station_id, "cursor": str(cursor), **told}


def _known(station: Station | None) -> Station:
    if station is None:
        raise WrongInput("中心没有这台工作站。", "用 kiosk central stations 看有哪些。")
    return station


def _command(row: Any) -> dict[str, Any]:
    body = row["body"] or {}
    return {
        "id": body.get("id", ""),
        "name": body.get("name", ""),
        "at": _told(row["at"]),
        "outcome": row["outcome"] or "waiting",
        "detail": row["detail"],
    }


def _catalogue(row: Any) -> dict[str, Any]:
    version = (row["body"] or {}).get("version", "")
    return {
        "version": version,
        "at": _told(row["at"]),
        "outcome": row["outcome"] or "waiting",
        "detail": row["detail"],
    }


def _told(at: datetime | None) -> str | None:
    return at.isoformat() if at is not None else None
