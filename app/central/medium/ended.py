"""Packages of an enrolment that is over, taken because somebody vouches for them: its machine was stolen or is gone.

Whoever has the machine may have its key. So nothing is believed beyond what a person says who knows when the stick was
written, and that is written down: at the station, where it stands until it is settled, and at each case.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.central.decisions import COMMAND
from app.central.storage import audit_trails, events, office_acts
from app.central.storage.database import Database
from app.central.storage.moment import now
from app.central.storage.office_acts import Act, OfficeAct
from app.central.storage.stations import Station
from app.domain.errors import WrongInput

FINDING = "of_revoked"
REASON_MAX = 100


@dataclass(frozen=True, slots=True)
class OfRevoked:
    """`reason`: why the packages of this station's ended enrolments may be taken, at most REASON_MAX characters."""

    station_id: str
    reason: str


def vouched(station_id: str, reason: str) -> OfRevoked:
    """Raises WrongInput."""
    words = " ".join(reason.split())
    if not 0 < len(words) <= REASON_MAX:
        raise WrongInput(
            f"收停用以前导出的办件，要用 --reason 写明原因，最多 {REASON_MAX} 个字。",
            "例如：介质是 3 月 18 日导出的，机器 3 月 19 日被偷。",
        )
    return OfRevoked(station_id, words)


def note_station(database: Database, station: Station) -> None:
    """Before anything is taken: whatever happens then, somebody hears of it."""
    with database.write() as connection:
        audit_trails.find_fault(connection, station, FINDING, station.number_prefix, now())


def note_cases(database: Database, raws: Sequence[object], reason: str) -> None:
    """The cases of which something new comes, before it is taken: cut in between, they are noted all the same."""
    told = [each for each in raws if isinstance(each, dict)]
    by_event = {str(each.get("id"))[:36]: str(each.get("case_id") or "")[:36] for each in told}
    with database.write() as connection:
        known = events.known_events(connection, by_event)
        at = now()
        for case_id in sorted({case_id for event, case_id in by_event.items() if case_id and event not in known}):
            act = OfficeAct(COMMAND, Act.TOOK_OF_REVOKED, case_id, reason, at)
            if not office_acts.was_done(connection, act):
                office_acts.add(connection, act)
