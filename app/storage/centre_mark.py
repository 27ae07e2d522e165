"""How far the present centre told that it heard this station without a hole: a mark that only a restoring lowers.

And the id it told, which only a restoring changes.
"""

from __future__ import annotations

from sqlalchemy import Connection

from app.domain.standing import RESTORE_ID, TOLD_SEQUENCE
from app.storage.settings import read_setting, write_settings


def told_sequence(connection: Connection) -> int | None:
    """None where the centre of this enrolment has not told yet."""
    told = read_setting(connection, TOLD_SEQUENCE)
    return int(told) if told else None


def raise_told(connection: Connection, told: int) -> None:
    """Never lower: an answer that was under way longer than another tells less."""
    known = told_sequence(connection)
    if known is None or told > known:
        write_settings(connection, {TOLD_SEQUENCE: str(told)})


def set_told(connection: Connection, told: int) -> None:
    write_settings(connection, {TOLD_SEQUENCE: str(told)})


def restore_id(connection: Connection) -> str:
    """Empty where the centre has not told any."""
    return read_setting(connection, RESTORE_ID) or ""


def set_restore_id(connection: Connection, told: str) -> None:
    write_settings(connection, {RESTORE_ID: told})
