"""A mark of the trusted time as it is kept in the store's settings, and the last time the clock was found wrong."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from app.domain.trusted_time import Mark, Reading, Sureness
from app.storage.clock_steps import ClockStep, StepKind
from app.storage.settings import read_setting, write_settings

MARK_SETTING = "clock.mark"
STEP_SETTING = "clock.last_step"


def kept_mark(connection: Connection) -> Mark | None:
    """None where none is kept, or what is kept cannot be read: the audit trail's last moment then is the floor."""
    text = read_setting(connection, MARK_SETTING)
    try:
        return _mark(json.loads(text)) if text else None
    except (KeyError, TypeError, ValueError):
        return None


def keep_mark(connection: Connection, mark: Mark) -> None:
    told = {
        "moment": mark.moment.isoformat(),
        "wall": mark.reading.wall.isoformat(),
        "counted_s": mark.reading.counted_s,
        "run": mark.reading.run,
        "floor": mark.floor.isoformat(),
        "reached": mark.reached.isoformat(),
        "sureness": mark.sureness.value,
        "centre_at": mark.centre_at.isoformat() if mark.centre_at else None,
        "heard_s": mark.heard_s,
    }
    write_settings(connection, {MARK_SETTING: json.dumps(told)})


def kept_step(connection: Connection) -> ClockStep | None:
    text = read_setting(connection, STEP_SETTING)
    try:
        told = json.loads(text) if text else None
        if told is None:
            return None
        by = timedelta(seconds=float(told["by_s"]))
        return ClockStep(StepKind(told["kind"]), by, datetime.fromisoformat(told["at"]))
    except (KeyError, TypeError, ValueError):
        return None


def keep_step(connection: Connection, step: ClockStep) -> None:
    told = {"kind": step.kind.value, "by_s": step.by.total_seconds(), "at": step.at.isoformat()}
    write_settings(connection, {STEP_SETTING: json.dumps(told)})


def _mark(told: dict[str, Any]) -> Mark:
    reading = Reading(datetime.fromisoformat(told["wall"]), float(told["counted_s"]), str(told["run"]))
    centre = told["centre_at"]
    floor, heard_s = told["floor"], told.get("heard_s")  # a mark of before does not tell when it heard the centre
    return Mark(
        moment=datetime.fromisoformat(told["moment"]),
        reading=reading,
        floor=datetime.fromisoformat(floor),
        reached=datetime.fromisoformat(told.get("reached", floor)),  # a mark of before tells the floor alone
        sureness=Sureness(told["sureness"]),
        centre_at=datetime.fromisoformat(centre) if centre else None,
        heard_s=None if heard_s is None else float(heard_s),
    )
