"""The catalogue as stations get it, whole or only what changed since a version they have."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cached_property
from typing import Any

from app.catalogue.travelling import digest_of, pack
from app.central.storage import catalogue_versions, changes, schema
from app.central.storage.catalogue_versions import Fingerprints
from app.central.storage.changes import CATALOGUE, Notice
from app.central.storage.database import Database
from app.central.storage.moment import now
from app.domain.divisions import Divisions
from app.domain.grids import Grids
from app.domain.ports import Catalogue


@dataclass(frozen=True, slots=True)
class Delta:
    """Codes, sorted."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


class OfferedCatalogue:
    """Written out once: it does not change while the centre runs.

    The newest version of an item stands under its code, an older one under `CODE@VERSION`.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.version = catalogue.version
        self._files = catalogue.files()
        self.sha256 = digest_of(self._files)
        newest = {item.code: item for item in catalogue.items()}  # old before new
        written = {
            item.code if item is newest[item.code] else f"{item.code}@{item.version}": _json(item)
            for item in catalogue.items()
        }
        self.items: Mapping[str, Any] = {code: json.loads(text) for code, text in written.items()}
        self.fingerprints: Fingerprints = {
            code: hashlib.sha256(text.encode()).hexdigest() for code, text in written.items()
        }

    @cached_property
    def packed(self) -> bytes:
        """The files as one ZIP, for stations."""
        return pack(self._files)

    def since(self, before: Fingerprints) -> Delta:
        mine = self.fingerprints
        return Delta(
            added=tuple(sorted(mine.keys() - before.keys())),
            changed=tuple(sorted(code for code in mine.keys() & before.keys() if mine[code] != before[code])),
            removed=tuple(sorted(before.keys() - mine.keys())),
        )

    def announce(self, database: Database) -> bool:
        """Remember this version; True where it, or a file of it, is another than the last and every station was told.

        Replicas that start at the same time come one after the other, so that stations are told once.
        """
        with database.write() as connection:
            schema.hold(connection)
            before = catalogue_versions.latest(connection)
            catalogue_versions.remember(connection, self.version, self.fingerprints, self.sha256, now())
            if before is None or before in ((self.version, self.sha256), (self.version, "")):
                return False
            told = {"version": self.version, "sha256": self.sha256}
            changes.tell_all(connection, Notice(CATALOGUE, told), now())
            return True


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=_plain, separators=(",", ":"))


def _plain(value: Any) -> Any:
    if isinstance(value, Divisions | Grids):
        return None  # a file of its own, the same for every item
    if is_dataclass(value):
        return {each.name: getattr(value, each.name) for each in fields(value)}
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, set | frozenset):
        return sorted(value)
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"an item holds a {type(value).__name__}")
