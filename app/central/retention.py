"""How long the centre keeps what serves nobody any more. Cases, their events and decisions are no part of this."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from app.central.audit.watch import SEALS_KEPT
from app.central.storage import appointments as booked
from app.central.storage import business_names, forgetting, uploads
from app.central.storage import mailings as mailed
from app.central.storage import tickets as queues
from app.central.storage.appointment_tables import appointments
from app.central.storage.business_tables import business_names as name_rows
from app.central.storage.database import Database
from app.central.storage.mailing_tables import mailings
from app.central.storage.tables import (
    audit_seals,
    changes,
    enrolment_codes,
    refused_events,
)
from app.central.storage.ticket_tables import ticket_counters, tickets
from app.central.storage.uploads import Upload

FORGET_EVERY_S = 6 * 3_600.0
CHANGES_KEPT = timedelta(days=400)
"""A station put back from an image of its disk reads the feed again from there: no image is used that is older."""
REFUSALS_KEPT = timedelta(days=90)
"""A station's person looks at what was refused within days; after that the station's own log tells of it."""
CODES_KEPT = timedelta(0)
"""A code that has run out is refused with the same words as one that never was."""
TICKETS_KEPT = timedelta(0)
"""A ticket goes with its day."""
APPOINTMENTS_KEPT = timedelta(days=30)
"""Who came to what is asked in the days after; the case says what was booked for longer."""
RESERVATIONS_KEPT = timedelta(days=90)
"""A name nobody took meanwhile waits for a case that was saved without a line."""
MAILINGS_KEPT = timedelta(days=180)
"""After its end a carrier is asked about a parcel no longer than this; its number leads to where somebody lives."""
CASELESS_KEPT = timedelta(days=90)
"""Files of a form that was never submitted, from a station that was taken away before it could end them. A station that
brings the case later than half of that sends them again (`FILES_SENT_AGAIN` of app/storage/outbox_events.py)."""

_KEPT = (
    (changes, forgetting.old_changes, CHANGES_KEPT),
    (refused_events, forgetting.old_refusals, REFUSALS_KEPT),
    (audit_seals, forgetting.old_seals, SEALS_KEPT),
    (enrolment_codes, forgetting.old_codes, CODES_KEPT),
    (name_rows, business_names.old_reservations, RESERVATIONS_KEPT),
    (appointments, booked.old_appointments, APPOINTMENTS_KEPT),
    (mailings, mailed.old_mailings, MAILINGS_KEPT),
    (tickets, queues.old_tickets, TICKETS_KEPT),
    (ticket_counters, queues.old_counters, TICKETS_KEPT),
)


def forget_caseless(database: Database, drop: Callable[[Upload], bool], at: datetime, stop: threading.Event) -> int:
    """Uploads that belong to no case, rows and bytes; how many went. `drop` forgets one, False where its case came
    meanwhile. Raises StorageProblem."""
    forgotten = 0
    while not stop.is_set():
        with database.read() as connection:
            found = uploads.caseless(connection, at - CASELESS_KEPT, forgetting.ROWS_AT_ONCE)
        if not found:
            break
        for each in found:
            if stop.is_set():
                break
            forgotten += drop(each)
    return forgotten


def forget_old(database: Database, at: datetime, stop: threading.Event) -> int:
    """Everything that is due; how many rows went. Lost with the power they go the next time."""
    forgotten = 0
    for table, is_old, kept in _KEPT:
        old = is_old(at - kept)
        while not stop.is_set():
            with database.read() as connection:
                found = forgetting.find(connection, table, old)
            if not found:
                break
            with database.write_soon() as connection:
                forgotten += forgetting.forget(connection, table, old, found)
    return forgotten
