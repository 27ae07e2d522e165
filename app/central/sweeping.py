"""Sweeps objects that no row names: written just before a kill came, or packs whose rows were never committed.

Rows are written after their objects and never name an old one anew, so an object that is old enough and named by none
stays so, whichever replica looks. A store that other databases use too is left alone: their rows cannot be asked.
"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import islice

from app.central.objects import ObjectStore
from app.central.storage import named_objects, restorings
from app.central.storage.database import Database
from app.central.storage.named_objects import NAMES_AT_ONCE, PACKS, PARTS, RESULTS, WHOLE

SWEEP_EVERY_S = 86_400.0
SAFE_AGE = timedelta(days=14)
"""Twice the life of an unfinished upload, whose whole is put again under the same name as long as it lives. So long a
database waits, too, before it sweeps a store that is new to it: another may turn out to use it."""
OWNERS = "owners/"
"""Each database leaves its newest restore id below this name: after a restoring it is new to the store once more."""
_DAY = re.compile(r"packs/(20\d{6})/")
_log = logging.getLogger("bianmin.central")


def sweep(database: Database, objects: ObjectStore, at: datetime, stop: threading.Event) -> int:
    """How many objects went. Raises StorageProblem."""
    if not _is_ours_alone(database, objects, at):
        return 0
    sweeper, swept = _Sweeper(database, objects), 0
    strays: list[str] = []
    old = objects.written_before(at - SAFE_AGE)
    while names := list(islice(old, NAMES_AT_ONCE)):
        if stop.is_set():
            return swept
        strays += sweeper.strays(names)
        while len(strays) >= NAMES_AT_ONCE:
            swept += sweeper.remove(strays[:NAMES_AT_ONCE])
            del strays[:NAMES_AT_ONCE]
    swept += sweeper.remove(strays)
    if swept:
        _log.info("objects that no row names: %d removed", swept)
    return swept


def _is_ours_alone(database: Database, objects: ObjectStore, at: datetime) -> bool:
    with database.read() as connection:
        ours = restorings.ids(connection)
    owners = {each.removeprefix(OWNERS) for each in objects.names(OWNERS.rstrip("/"))}
    if ours[-1] not in owners:
        objects.put_bytes(OWNERS + ours[-1], b"")
        return False
    if strangers := owners - set(ours):
        _log.warning("the object store serves another database too, nothing is swept: %s", ", ".join(sorted(strangers)))
        return False
    return OWNERS + ours[-1] in objects.written_before(at - SAFE_AGE, OWNERS.rstrip("/"))


class _Sweeper:
    def __init__(self, database: Database, objects: ObjectStore) -> None:
        self._database = database
        self._objects = objects
        self._packs_of = lru_cache(maxsize=2)(self._read_packs)

    def strays(self, names: Iterable[str]) -> list[str]:
        """Those that no row seems to name."""
        ours = [each for each in names if each.startswith((PACKS, PARTS, RESULTS, WHOLE))]
        rest = [each for each in ours if not self._is_a_pack_in_use(each)]
        with self._database.read() as connection:
            likely = named_objects.likely_named(connection, rest)
        return [each for each in rest if each not in likely]

    def remove(self, strays: list[str]) -> int:
        """Those of them that certainly none names; at most NAMES_AT_ONCE."""
        if not strays:
            return 0
        with self._database.read() as connection:
            kept = named_objects.named(connection, strays)
            lists = named_objects.lists_of(connection, [each for each in strays if each not in kept])
        for each in lists:
            kept.update(self._objects.listed(each))
        gone = [each for each in strays if each not in kept]
        self._objects.remove(gone)
        return len(gone)

    def _is_a_pack_in_use(self, name: str) -> bool:
        day = _DAY.match(name)
        return day is not None and name in self._packs_of(day[1])

    def _read_packs(self, day: str) -> set[str]:
        with self._database.read() as connection:
            return named_objects.packs_of(connection, day)
