"""What the centre says of its being restored: in the answers to an enrolment, a standing and a heartbeat."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.domain.standing import CentreRestoring

ID_MAX = 36


def told_restore_id(fields: Mapping[str, Any]) -> str:
    """Empty where the centre tells none, as those of before."""
    told = fields.get("restore_id")
    return told if isinstance(told, str) and told.isascii() and 0 < len(told) <= ID_MAX else ""


def restoring_of(fields: Mapping[str, Any]) -> CentreRestoring | None:
    """None where the centre tells nothing of it. Without a moment that can be read it may have lost anything."""
    restore_id = told_restore_id(fields)
    return CentreRestoring(restore_id, told_moment(fields.get("lost_since"))) if restore_id else None


def told_moment(told: Any) -> datetime | None:
    """None where it cannot be read, or names no time zone."""
    try:
        at = datetime.fromisoformat(told)
    except (TypeError, ValueError):
        return None
    return at if at.tzinfo is not None else None
