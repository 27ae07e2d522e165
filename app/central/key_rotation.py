"""Another key to which stations seal from now on; what was sealed to the old one still opens, unless that is lost."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from app.central.keys import HALL, SEAL, CentreKeys
from app.central.known_keys import checked_keys, compare, hall_prints, lacking, prints_of, settle_hall
from app.central.seal_identities import key_id
from app.central.storage import changes, key_prints
from app.central.storage.changes import Notice
from app.central.storage.database import Database
from app.central.storage.moment import now
from app.domain.errors import WrongInput

SEAL_KEY = "seal_key.changed"
HALL_KEY = "hall_key.changed"


def prepare_key(keys: CentreKeys) -> dict[str, Any]:
    """Make the next key and open with it, but seal nothing to it yet: first it is copied to every replica."""
    recipient = keys.identity.prepare()
    return {"recipient": recipient, "key_id": key_id(recipient), "prepared": True, "stations": 0}


def rotate_key(database: Database, keys: CentreKeys) -> dict[str, Any]:
    """The file first, then the word to every station: whoever never hears it seals to a key that still opens."""
    recipient = keys.identity.rotate()
    with database.write() as connection:
        key_prints.remember(connection, prints_of(keys) - key_prints.hold(connection), now())
        told = _tell(connection, recipient)
    return _said(recipient, told)


def rotate_hall_key(database: Database, keys: CentreKeys) -> dict[str, Any]:
    """Another hall key, and the word to every station; what terminals sealed to the old one opens at no counter.

    The next key is in the file before the database takes it for the one that counts; only then the old one leaves the
    file. Cut off in between, whoever opens the keys next does the rest.
    """
    with database.write() as connection:
        known = key_prints.hold(connection)
        recipient = keys.hall.prepare()
        new = hall_prints(keys, prepared=True)
        key_prints.forget(connection, hall_prints(keys) & known)
        key_prints.remember(connection, new - known, now())
        told = changes.tell_all(connection, Notice(HALL_KEY, {}), now())
    with database.write() as connection:
        settle_hall(key_prints.hold(connection), keys)
    return {"recipient": recipient, "key_id": key_id(recipient), "stations": told}


def give_up(database: Database, folder: Path, files: Collection[str]) -> dict[str, Any]:
    """What of these files of keys/ is lost for good is forgotten, and made anew where nothing is there.

    None of the others may be missing. Where a seal key is among them, the stations hear of the newest there is; of
    another hall key they hear too.
    Raises WrongInput, WrongKey, StorageProblem.
    """
    with database.read() as connection:
        known = key_prints.known(connection)
    others = frozenset(each for each in known if each.file not in files)
    keys = checked_keys(others, folder)
    told, recipient = 0, keys.recipient
    with database.write() as connection:
        known = key_prints.hold(connection)
        settle_hall(known, keys)
        gone = lacking(known, keys)
        if not gone:
            raise WrongInput("这些密钥没有丢：目录里的就是这个中心的。", "不用做什么。")
        compare(others, keys)
        key_prints.forget(connection, gone)
        key_prints.remember(connection, prints_of(keys) - known, now())
        if any(each.file == HALL for each in gone):
            told = changes.tell_all(connection, Notice(HALL_KEY, {}), now())
        if any(each.file == SEAL for each in gone):
            told = _tell(connection, recipient)
    return _said(recipient, told)


def _tell(connection: Connection, recipient: str) -> int:
    body = {"recipient": recipient, "key_id": key_id(recipient)}
    return changes.tell_all(connection, Notice(SEAL_KEY, body), now())


def _said(recipient: str, told: int) -> dict[str, Any]:
    return {"recipient": recipient, "key_id": key_id(recipient), "prepared": False, "stations": told}
