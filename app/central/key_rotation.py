"""A new key to which stations seal from now on; what was sealed to the old one still opens."""

from __future__ import annotations

from typing import Any

from app.central.keys import CentreKeys
from app.central.seal_identities import key_id
from app.central.storage import changes
from app.central.storage.changes import Notice
from app.central.storage.database import Database
from app.central.storage.moment import now

SEAL_KEY = "seal_key.changed"


def prepare_key(keys: CentreKeys) -> dict[str, Any]:
    """Make the next key and open with it, but seal nothing to it yet: first it is copied to every replica."""
    recipient = keys.identity.prepare()
    return {"recipient": recipient, "key_id": key_id(recipient), "prepared": True, "stations": 0}


def rotate_key(database: Database, keys: CentreKeys) -> dict[str, Any]:
    """The file first, then the word to every station: whoever never hears it seals to a key that still opens."""
    recipient = keys.identity.rotate()
    body = {"recipient": recipient, "key_id": key_id(recipient)}
    with database.write() as connection:
        told = changes.tell_all(connection, Notice(SEAL_KEY, body), now())
    return {**body, "prepared": False, "stations": told}
