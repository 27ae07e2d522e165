"""Fetching what concerns this station, page after page, each applied together with its cursor."""

from __future__ import annotations

from typing import Any

from app.domain.ports import Change, Outbox
from app.sync import limits
from app.sync.acknowledging import acknowledge
from app.sync.failures import CentreAnsweredWrongly
from app.sync.session import Session


def fetch_changes(session: Session, outbox: Outbox) -> int:
    """How many came, each kept before it is acknowledged. Raises CentreUnreachable, CentreRefused."""
    count = 0
    for _ in range(limits.CHANGE_PAGES_MAX):
        cursor = outbox.cursor()
        params = {"limit": str(limits.CHANGES_AT_ONCE), **({"after": cursor} if cursor else {})}
        page = session.http.send("GET", "/api/v1/changes", params=params).fields()
        changes, reached = [_change(each) for each in _list(page)], page.get("cursor", "")
        if not isinstance(reached, str):
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


def _list(page: dict[str, Any]) -> list[Any]:
    changes = page.get("changes")
    if not isinstance(changes, list):
        raise CentreAnsweredWrongly("没有变更列表")
    return changes


def _change(told: Any) -> Change:
    if not isinstance(told, dict) or not isinstance(told.get("cursor"), str) or not isinstance(told.get("kind"), str):
        raise CentreAnsweredWrongly("有一条变更读不懂")
    return Change(told["cursor"], told["kind"], told)
