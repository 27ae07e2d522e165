"""When the centre accepts a case by itself: the item says `automatic`, every file it lists has arrived, and no fee that
it says is paid is in doubt."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from app.central.business.completing import complete
from app.central.storage import cases, fee_claims
from app.central.storage.changes import StatusChange
from app.domain.case import CaseStatus
from app.domain.errors import ItemUnknown
from app.domain.ports import Catalogue

AUTOMATIC = "automatic"


def is_automatic(catalogue: Catalogue, item_code: str, version: str = "") -> bool:
    """As this version of the item says, else the newest."""
    try:
        return catalogue.item(item_code, version).acceptance == AUTOMATIC
    except ItemUnknown:
        return False


def accept_when_complete(
    connection: Connection, case_id: str, station_id: str, catalogue: Catalogue, at: datetime
) -> bool:
    """Called when a file of this station, which is held, has arrived, or its fee was found. True when this made it
    accepted.

    A case of another station is passed over: holding two stations at once, two callers could wait for each other.
    """
    case = cases.find(connection, case_id)
    if (
        case is None
        or case.station_id != station_id
        or case.status != CaseStatus.RECEIVED
        or not is_automatic(catalogue, case.item, case.item_version)
    ):
        return False
    if fee_claims.is_in_doubt(connection, case_id):
        return False
    if not all(row["object_key"] for row in cases.attachments_of(connection, [case_id])):
        return False
    cases.set_status(connection, case, StatusChange(case_id, CaseStatus.ACCEPTED), at)
    complete(connection, case, at)
    return True
