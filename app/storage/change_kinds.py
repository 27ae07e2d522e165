"""What each kind of change does here, inside the transaction that keeps it.

An applier answers with what became of it: `outcome` None means that somebody has to carry it out yet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyrage
from sqlalchemy import Connection, select

from app.audit import AuditEvent, audit_event
from app.domain.catalogue_shelf import OFFERED_DIGEST, OFFERED_VERSION
from app.domain.ports import Change, ChangeOutcome
from app.storage.operator_list import BadList, replace_operators
from app.storage.settings import write_settings
from app.storage.tables import cases

# Names in the settings; `app.sync` and the station read them.
SEAL_RECIPIENT = "centre.seal_recipient"
STATION_LOCKED = "station.locked"
HALL_FETCHED_AT = "hall.fetched_at"

TEXT_MAX = 200
TO_BE_CARRIED_OUT = frozenset({"restart", "send_logs"})
LOCKS = {"lock": "1", "unlock": ""}
_DIGEST = re.compile("(?:[0-9a-f]{64})?")


@dataclass(frozen=True, slots=True)
class Applied:
    outcome: ChangeOutcome | None
    detail: str = ""
    events: tuple[AuditEvent, ...] = ()


UNKNOWN = Applied(ChangeOutcome.UNKNOWN)
Applier = Callable[[Connection, Change, datetime], Applied]


def refused(detail: str) -> Applied:
    return Applied(ChangeOutcome.REFUSED, detail)


def apply_one(connection: Connection, change: Change, now: datetime) -> Applied:
    """A kind this program does not know is kept, told so, and no error."""
    applier = APPLIERS.get(change.kind)
    return UNKNOWN if applier is None else applier(connection, change, now)


def about(change: Change) -> Mapping[str, Any]:
    """The fields of a kind beyond `case.status`; empty where there are none."""
    body = change.body.get("body")
    return body if isinstance(body, Mapping) else {}


def case_of(change: Change) -> str:
    case_id = about(change).get("case_id") or change.body.get("case_id")
    return case_id if isinstance(case_id, str) else ""


def _correction(connection: Connection, change: Change, now: datetime) -> Applied:
    """The names of what is to be corrected and the reason stay in the change: the clerk's page reads them there."""
    del now
    parts, case_id = about(change).get("parts"), case_of(change)
    if not isinstance(parts, list) or not all(isinstance(each, str) for each in parts):
        return refused("parts")
    if not _is_known(connection, case_id):
        return refused("case_unknown")
    return Applied(ChangeOutcome.DONE, "", (audit_event("case.correction_asked", case_id=case_id, parts=len(parts)),))


def _result(connection: Connection, change: Change, now: datetime) -> Applied:
    del now
    document, case_id = about(change).get("document"), case_of(change)
    if not isinstance(document, Mapping) or not isinstance(document.get("sha256"), str):
        return refused("document")
    if not _is_known(connection, case_id):
        return refused("case_unknown")
    return Applied(ChangeOutcome.DONE, "", (audit_event("case.result_ready", case_id=case_id),))


def _catalogue(connection: Connection, change: Change, now: datetime) -> Applied:
    """What the centre offers is kept, and fetched after this exchange. Earlier centres did not tell a digest: what
    they offer is not to be had."""
    del now
    version, digest = about(change).get("version"), about(change).get("sha256", "")
    if not isinstance(version, str) or not 0 < len(version) <= TEXT_MAX:
        return refused("version")
    if not isinstance(digest, str) or not _DIGEST.fullmatch(digest):
        return refused("sha256")
    write_settings(connection, {OFFERED_VERSION: version, OFFERED_DIGEST: digest})
    return Applied(None if digest else ChangeOutcome.DONE)


def _seal_key(connection: Connection, change: Change, now: datetime) -> Applied:
    """What is sealed from now on is sealed to this key; what is sealed already stays as it is."""
    del now
    recipient = about(change).get("recipient")
    try:
        pyrage.x25519.Recipient.from_str(recipient)
    except (TypeError, pyrage.RecipientError):
        return refused("recipient")
    write_settings(connection, {SEAL_RECIPIENT: str(recipient)})
    return Applied(ChangeOutcome.DONE, "", (audit_event("station.seal_key_changed"),))


def _hall_key(connection: Connection, change: Change, now: datetime) -> Applied:
    """The keys of the hall are fetched after this exchange; until then those of before stay."""
    del change, now
    write_settings(connection, {HALL_FETCHED_AT: ""})
    return Applied(ChangeOutcome.DONE)


def _operators(connection: Connection, change: Change, now: datetime) -> Applied:
    """The whole list, or, where one entry cannot be used, the one before."""
    try:
        replace_operators(connection, about(change), now)
    except BadList as bad:
        return refused(str(bad))
    return Applied(ChangeOutcome.DONE)


def _command(connection: Connection, change: Change, now: datetime) -> Applied:
    """Lock and unlock are a setting, done with the change itself; the rest waits to be carried out."""
    del now
    name, command_id = about(change).get("name"), about(change).get("id")
    if not isinstance(name, str) or not isinstance(command_id, str) or not 0 < len(command_id) <= TEXT_MAX:
        return refused("command")
    if name in LOCKS:
        write_settings(connection, {STATION_LOCKED: LOCKS[name]})
        return Applied(ChangeOutcome.DONE, "", (audit_event("command.taken", name=name),))
    if name in TO_BE_CARRIED_OUT:
        return Applied(None, "", (audit_event("command.taken", name=name),))
    return UNKNOWN


def _is_known(connection: Connection, case_id: str) -> bool:
    return connection.execute(select(cases.c.row).where(cases.c.id == case_id)).first() is not None


APPLIERS: Mapping[str, Applier] = {
    "case.correction": _correction,
    "result.ready": _result,
    "catalogue.changed": _catalogue,
    "seal_key.changed": _seal_key,
    "hall_key.changed": _hall_key,
    "command": _command,
    "operators.changed": _operators,
}
