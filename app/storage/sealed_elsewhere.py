"""What is sealed to a centre this station is no longer enrolled with: it waits until it is enrolled there again.

A centre is told by its issuer's certificate; the key to which is sealed it may change as often as it likes.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from hashlib import sha256

from sqlalchemy import ColumnElement, Connection, func, select, union

from app.domain.ports import Enrolment
from app.storage.centre_seal import RECIPIENT_SETTING
from app.storage.database import Database
from app.storage.outbox_rows import IS_SETTLED
from app.storage.settings import read_setting
from app.storage.tables import attachments, outbox_events, outbox_uploads, settings

KEYS_OF_CENTRES = "seals.centres"
"""To which keys was sealed while enrolled with whom."""
ELSEWHERE = "seals.elsewhere"
"""Those of them that are not the present centre's, as a JSON list."""
ISSUER_SETTING = "signing.issuer_certificate"

_elsewhere = func.json_each(
    select(settings.c.value).where(settings.c.name == ELSEWHERE).scalar_subquery()
).table_valued("value")
_FROM_EVENTS = select(outbox_events.c.case_id, outbox_events.c.sealed_to).where(outbox_events.c.state != IS_SETTLED)
_FROM_FILES = (
    select(outbox_uploads.c.case_id, attachments.c.sealed_to)
    .join(attachments, attachments.c.id == outbox_uploads.c.id)
    .where(outbox_uploads.c.state != IS_SETTLED)
)
_waiting = union(_FROM_EVENTS, _FROM_FILES).subquery("waiting")


def is_elsewhere(sealed_to: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether the present centre cannot open what is sealed to this key."""
    return sealed_to.in_(select(_elsewhere.c.value))


def waiting_elsewhere(connection: Connection) -> int:
    """Cases of which something waits for another centre."""
    return _cases(connection, is_elsewhere(_waiting.c.sealed_to))


class SealedElsewhere:
    def __init__(self, database: Database) -> None:
        self._database = database

    def stranded_by(self, enrolment: Enrolment) -> tuple[int, Mapping[str, str]]:
        """How many more cases could not be sent with this enrolment, and the settings that keep them back then."""
        with self._database.reading() as connection:
            before = set(json.loads(read_setting(connection, ELSEWHERE) or "[]"))
            keys = _keys_of_centres(connection)
            ours = _centre(enrolment.issuer_certificate)
            keys[ours] = keys.get(ours, set()) | {enrolment.seal_recipient}
            others = set().union(*(each for centre, each in keys.items() if centre != ours)) - keys[ours]
            stranded = _cases(connection, _waiting.c.sealed_to.in_(others - before))
        told = {centre: sorted(each) for centre, each in keys.items()}
        return stranded, {KEYS_OF_CENTRES: json.dumps(told), ELSEWHERE: json.dumps(sorted(others))}


def _keys_of_centres(connection: Connection) -> dict[str, set[str]]:
    """What waits sealed to a key nobody is known for belongs to the centre of the present enrolment."""
    keys = {centre: set(each) for centre, each in json.loads(read_setting(connection, KEYS_OF_CENTRES) or "{}").items()}
    issuer, recipient = read_setting(connection, ISSUER_SETTING), read_setting(connection, RECIPIENT_SETTING)
    if issuer and recipient:
        waiting = set(connection.execute(select(_waiting.c.sealed_to.distinct())).scalars()) - {""}
        known: Collection[str] = set().union(*keys.values())
        keys[_centre(issuer)] = keys.get(_centre(issuer), set()) | {recipient} | (waiting - set(known))
    return keys


def _cases(connection: Connection, condition: ColumnElement[bool]) -> int:
    return int(connection.execute(select(func.count(_waiting.c.case_id.distinct())).where(condition)).scalar_one())


def _centre(issuer: str) -> str:
    return sha256(issuer.encode("utf-8")).hexdigest()[:16]
