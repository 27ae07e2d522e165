"""The days an application may be judged by: its own, and the one on which its sitting began."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from app.domain.errors import FormInvalid
from app.domain.formats import CHINA

AFTER_MIDNIGHT = timedelta(hours=2)
"""The longest sitting, with films, a payment and a step back, is handed in by then. Longer would let whoever comes at
night answer as of the day before, for no sitting that there is."""


def began_on(at: datetime) -> date:
    """The day of China on which the sitting of what is handed in at this moment may have begun: the day before where
    it is shortly after midnight, else the same."""
    return (at.astimezone(CHINA) - AFTER_MIDNIGHT).date()


def check_by_either(check: Callable[[date], None], on: date, began: date) -> None:
    """What is right by one of the two days is right. Raises FormInvalid, in the words of the day `on`."""
    try:
        check(on)
    except FormInvalid:
        if began == on or not _holds(check, began):
            raise


def _holds(check: Callable[[date], None], on: date) -> bool:
    try:
        check(on)
    except FormInvalid:
        return False
    return True
