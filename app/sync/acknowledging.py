"""Telling the centre what became of its changes, until it has heard it."""

from __future__ import annotations

from app.domain.change_feed import is_cursor
from app.domain.ports import Acknowledgement, Outbox
from app.sync import limits
from app.sync.failures import CentreSaidNo
from app.sync.session import Session

ACKNOWLEDGEMENTS = "/api/v1/changes/acknowledgements"
_NOT_OFFERED = frozenset({404, 405})


def acknowledge(session: Session, outbox: Outbox) -> None:
    """A centre of before there were acknowledgements is not asked further. Raises CentreUnreachable, CentreRefused."""
    while told := outbox.acknowledgements(limits.ACKNOWLEDGEMENTS_AT_ONCE):
        try:
            _tell(session, [each for each in told if is_cursor(each.cursor)])
        except CentreSaidNo as error:
            if error.status in _NOT_OFFERED:
                return
            raise
        outbox.acknowledged([each.cursor for each in told])
        if len(told) < limits.ACKNOWLEDGEMENTS_AT_ONCE:
            return


def _tell(session: Session, told: list[Acknowledgement]) -> None:
    """What a program of before kept under no cursor of a centre is answered to nobody: the centre refused the whole."""
    listed = [{"cursor": each.cursor, "outcome": each.outcome.value, "detail": each.detail} for each in told]
    if listed:
        session.http.post_json(ACKNOWLEDGEMENTS, {"acknowledgements": listed})
