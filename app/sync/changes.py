"""Fetching what concerns this station, page after page, each applied together with its cursor."""

from __future__ import annotations

import logging
from typing import Any

from app.domain.change_feed import is_cursor
from app.domain.ports import Change, Outbox
from app.sync import limits
from app.sync.acknowledging import acknowledge
from app.sync.failures import CentreAnsweredWrongly
from app.sync.session import Session

KIND_MAX = 100
_log = logging.getLogger(__name__)


def fetch_changes(session: Session, outbox: Outbox) -> int:
    """How many came, each kept before it is acknowledged. Raises CentreUnreachable, CentreRefused."""
    count = 0
    for _ in range(limits.CHANGE_PAGES_MAX):
        cursor = outbox.cursor()
        params = {"limit": str(limits.CHANGES_AT_ONCE), **({"after": cursor} if cursor else {})}
        page = session.http.send("GET", "/api/v1/changes", params=params).fields()
        changes, reached = _changes(page), page.get("cursor", "")
        if reached != "" and not is_cursor(reached):
            raise CentreAnsweredWrongly("变更的位置读不懂")
        if changes or reached != cursor:
            outbox.apply_changes(changes, reached)
        count += len(changes)
        if page.get("more") is not True:
            outbox.up_to_date()
            acknowledge(session, outbox)
            return count
        if reached == cursor:
            break
    raise CentreAnsweredWrongly("变更没有尽头")


def _changes(page: dict[str, Any]) -> list[Change]:
    """One that cannot be used holds up no other: without a cursor it is passed over, for it cannot be answered."""
    told = page.get("changes")
    if not isinstance(told, list):
        raise CentreAnsweredWrongly("没有变更列表")
    found = [_change(each) for each in told if isinstance(each, dict) and is_cursor(each.get("cursor"))]
    if len(found) < len(told):
        _log.warning("%d changes of the centre without a usable cursor are passed over", len(told) - len(found))
    return found


def _change(told: dict[str, Any]) -> Change:
    """Of a kind that is none it is kept as unknown, and told so."""
    kind = told.get("kind")
    return Change(told["cursor"], kind if isinstance(kind, str) and len(kind) <= KIND_MAX else "", told)
