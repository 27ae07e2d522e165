"""Which objects of the store a row names. No index serves that question: it is asked of few, the others are known by
the ids in their names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, func, inspect, select, tuple_

from app.central.objects import LIST_SUFFIX
from app.central.storage.tables import results, upload_parts, uploads
from app.central.storage.uploads import COMPLETE

PACKS, PARTS, WHOLE, RESULTS = "packs/", "parts/", "cases/", "results/"
NAMES_AT_ONCE = 500
OFFSET_DIGITS = 18
_SLICE = "#"


def likely_named(connection: Connection, names: Collection[str]) -> set[str]:
    """By the ids in the names, all but packs; what is not in here may be named all the same."""
    parts = [place for each in names if each.startswith(PARTS) and (place := _place_of(each)) is not None]
    owners = [each.rpartition("/")[2].partition(".")[0] for each in names if each.startswith(WHOLE)]
    cases = {each.split("/")[1] for each in names if each.startswith(RESULTS)}
    queries = (
        select(upload_parts.c.object_key).where(tuple_(upload_parts.c.upload_id, upload_parts.c.start).in_(parts)),
        select(uploads.c.object_key).where(uploads.c.id.in_(owners)),
        select(results.c.object_key).where(results.c.case_id.in_(cases)),
    )
    return {key for query in queries for key in connection.scalars(query)}


def packs_of(connection: Connection, day: str) -> set[str]:
    """Packs of a day (`20260318`) that rows of that day name: what lies in a pack ends its arriving with it."""
    try:
        begin = datetime.strptime(day, "%Y%m%d").replace(tzinfo=UTC)
    except ValueError:
        return set()
    of_the_day = (uploads.c.expires_at >= begin) & (uploads.c.expires_at < begin + timedelta(days=1))
    keys = connection.scalars(select(uploads.c.object_key).where(uploads.c.state == COMPLETE, of_the_day))
    return {key.partition(_SLICE)[0] for key in keys if key.startswith(PACKS)}


def named(connection: Connection, names: Collection[str]) -> set[str]:
    """Exactly, looking through all rows: whole, as a slice, as a part, as a result; of at most NAMES_AT_ONCE."""
    columns = (uploads.c.object_key, upload_parts.c.object_key, results.c.object_key)
    found = {key for each in columns for key in connection.scalars(select(each).where(each.in_(names)))}
    for length in {len(each) for each in names}:
        whole = func.substr(uploads.c.object_key, 1, length + 1)
        sliced = [each + _SLICE for each in names if len(each) == length]
        found |= {key[:length] for key in connection.scalars(select(whole).where(whole.in_(sliced)))}
    return found


def every(connection: Connection) -> set[str]:
    """All that rows name as arrived, packs whole; the tables may be those of an earlier program."""
    queries = [select(uploads.c.object_key).where(uploads.c.state == COMPLETE)]
    if inspect(connection).has_table(results.name):
        queries.append(select(results.c.object_key))
    return {key.partition(_SLICE)[0] for query in queries for key in connection.scalars(query)}


def lists_of(connection: Connection, names: Iterable[str]) -> list[str]:
    """Keys of lists that may hold these parts: the list of an upload may serve another, which came with the same."""
    ids = {each.rpartition("/")[2].partition(".")[0] for each in names if each.startswith(PARTS)}
    if not ids:
        return []
    every_list = connection.scalars(select(uploads.c.object_key).where(uploads.c.object_key.like(f"%{LIST_SUFFIX}")))
    return list({each for each in every_list if each.rpartition("/")[2].removesuffix(LIST_SUFFIX) in ids})


def _place_of(name: str) -> tuple[str, int] | None:
    """`parts/DAY/UPLOAD.START.RANDOM`."""
    upload, _, rest = name.rpartition("/")[2].partition(".")
    start = rest.partition(".")[0]
    return (upload, int(start)) if start.isascii() and start.isdecimal() and len(start) <= OFFSET_DIGITS else None
