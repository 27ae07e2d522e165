"""Numbers leased in good time, and finding out whether this station's disk is an old image of itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from app.domain.errors import CentreRefused, CentreUnreachable
from app.domain.standing import Accounts, AuditHead, CentreKnows, NumberLease, Standing
from app.sync.failures import CentreAnsweredWrongly, CentreSaidNo, CentreSilent
from app.sync.json_answers import is_count
from app.sync.restoring import restoring_of
from app.sync.session import Session

LEASE_SIZE = 2_000
LEASE_BELOW = 1_000
"""So many numbers are at hand when the line goes: the cases of some two weeks."""

_LEASE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_HEAD = re.compile(r"[0-9a-f]{64}")
_NOT_OFFERED = frozenset({404, 405})


def introduce(session: Session, accounts: Accounts, *, in_doubt: bool = False) -> bool:
    """Tell the centre how far this store has come and hear how far the centre has seen it; True for an old image.

    A store without leased numbers has nothing that could be given twice: it asks only when `in_doubt`, or where it has
    a roll-back to tell of. Raises CentreUnreachable, CentreRefused; a centre that does not offer this is as good as one
    that agrees.
    """
    standing, before = accounts.standing(), accounts.told_sequence()
    if not (standing.leases or in_doubt or before is not None or standing.restore_id or standing.rolled_back):
        return False
    told = _tell(session, accounts, standing)
    if told is None:
        return False
    known = known_of(told)
    if accounts.compare(known):
        _tell(session, accounts, accounts.standing())  # by its head alone the centre cannot tell a copy that grew
        return True  # one of the two is old, and it is we; should the centre be old as well, it tells so again
    if known.contiguous is not None:
        restoring = restoring_of(told)
        if restoring is None or not accounts.hear_restoring(restoring, known.contiguous, standing.restore_id):
            accounts.hear_told(known.contiguous, before)
    return False


def _tell(session: Session, accounts: Accounts, standing: Standing) -> Mapping[str, Any] | None:
    """What the centre answers; None where it does not offer this. One of before says nothing of a roll-back."""
    try:
        told = session.http.post_json("/api/v1/standing", standing.document()).fields()
    except CentreSaidNo as error:
        if error.status in _NOT_OFFERED:
            return None
        raise
    accounts.leases_heard(standing.leases)
    if standing.rolled_back and told.get("rolled_back") == standing.rolled_back:
        accounts.rolled_back_heard(standing.rolled_back)
    return told


def refill(session: Session, accounts: Accounts) -> None:
    """Lease a block where few numbers are left. A centre that gives none now is asked again at the next sync."""
    if accounts.numbers_left() >= LEASE_BELOW:
        return
    try:
        lease_block(session, accounts)
    except CentreSilent:
        raise
    except (CentreUnreachable, CentreRefused):
        return


def lease_block(session: Session, accounts: Accounts) -> None:
    """Raises CentreUnreachable, CentreRefused."""
    asked = {"size": LEASE_SIZE, "ask": accounts.begin_ask()}
    accounts.keep_lease(_lease(session.http.post_json("/api/v1/number-blocks", asked).fields(), session))


def known_of(told: Mapping[str, Any]) -> CentreKnows:
    """Raises CentreAnsweredWrongly."""
    sequence, audit, contiguous = told.get("sequence"), told.get("audit"), told.get("contiguous")
    if not is_count(sequence) or not (audit is None or isinstance(audit, dict)):
        raise CentreAnsweredWrongly("它所知道的本机情况读不懂")
    if not (contiguous is None or is_count(contiguous)):
        raise CentreAnsweredWrongly("它所知道的本机情况读不懂")
    return CentreKnows(sequence, None if audit is None else _audit_head(audit), contiguous)


def _audit_head(audit: Mapping[str, Any]) -> AuditHead:
    last, head = audit.get("last"), audit.get("head")
    if not is_count(last) or not isinstance(head, str) or not _HEAD.fullmatch(head):
        raise CentreAnsweredWrongly("它所知道的日志读不懂")
    return AuditHead(last, head)


def _lease(told: Mapping[str, Any], session: Session) -> NumberLease:
    """Only a block under this enrolment's prefix, that can be used as it is."""
    lease, prefix, first, last = (told.get(name) for name in ("lease", "prefix", "first", "last"))
    if not isinstance(lease, str) or not _LEASE.fullmatch(lease) or prefix != session.enrolment.number_prefix:
        raise CentreAnsweredWrongly("编号段不是给本机的")
    if not is_count(first) or not is_count(last) or not 1 <= first <= last <= 999_999_999:
        raise CentreAnsweredWrongly("编号段读不懂")
    return NumberLease(lease, session.enrolment.number_prefix, first, last)
