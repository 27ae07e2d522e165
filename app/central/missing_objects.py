"""Objects that a database says have arrived, and that are not there: then a back-up of it is none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from sqlalchemy import Connection

from app.central.objects import LIST_SUFFIX
from app.central.storage import named_objects
from app.central.storage.database import Database


def missing_objects(
    connection: Connection, there: Collection[str], listed: Callable[[str], Sequence[str]]
) -> dict[str, str]:
    """Each with the object that a row names for it: itself, or the list it stands in, which `listed` reads.

    Raises what `listed` raises.
    """
    missing = {}
    for name in named_objects.every(connection):
        if name not in there:
            missing[name] = name
        elif name.endswith(LIST_SUFFIX):
            missing |= {part: name for part in listed(name) if part not in there}
    return missing


def still_named(database: Database, missing: Mapping[str, str]) -> list[str]:
    """Without those that were taken back since: rows are forgotten before their objects. Raises StorageProblem."""
    with database.read() as connection:
        named = named_objects.every(connection)
    return [name for name, by in missing.items() if by in named]
