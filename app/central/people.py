"""Makes the rows by which a person's cases are found for those that have none: older ones, and after another key."""

from __future__ import annotations

import threading

from app.central.case_content import content_of
from app.central.case_people import APPLICANT, key_mark, numbers_in
from app.central.keys import CentreKeys
from app.central.sealing import SealBroken
from app.central.storage import people
from app.central.storage.cases import CaseRow
from app.central.storage.database import Database
from app.central.storage.rows import Rows

ROUND_EVERY_S = 3_600.0
CASES_AT_ONCE = 100


def fill_in(database: Database, keys: CentreKeys, stop: threading.Event) -> int:
    """How many cases there were. Lost with the power they are found again the next time."""
    mark, filled = key_mark(keys.person), 0
    while not stop.is_set():
        with database.read() as connection:
            found = people.without_rows(connection, mark, CASES_AT_ONCE)
        if not found:
            break
        rows = {row.id: _rows(keys, row) for row in found}
        with database.write_soon() as connection:
            for case_id, made in rows.items():
                people.put(connection, case_id, made)
        filled += len(found)
    return filled


def _rows(keys: CentreKeys, row: CaseRow) -> Rows:
    try:
        numbers = numbers_in(content_of(keys.identity, row)["data"])
    except SealBroken:
        numbers = ()
    made = people.rows_for(keys.person, row.id, numbers)
    nobody = {"case_id": row.id, "role": APPLICANT, "digest": people.NOBODY}
    return made or [nobody | {"key_mark": key_mark(keys.person)}]
