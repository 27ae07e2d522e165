"""Sealing the days of the audit trail with the station's key, and bringing the seals to the centre."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import jwt

from app.domain.audit_seals import ANSWERS, SealedDay, Seals
from app.sync.failures import CentreAnsweredWrongly, CentreSaidNo
from app.sync.http import Http
from app.sync.station_keys import public_key

SEALS_AT_ONCE = 100
TYPE = "audit-seal+jwt"
_NOT_OFFERED = frozenset({404, 405})


class DaySealer:
    """`key` gives the station's private key (PEM); made for one enrolled station."""

    def __init__(self, seals: Seals, station_id: str, key: str, clock: Callable[[], datetime]) -> None:
        self._seals = seals
        self._station_id = station_id
        self._key = key
        self._clock = clock

    def seal_due(self) -> int:
        """Every day that is over and not sealed yet; how many there were. Needs no centre. Raises StorageProblem."""
        now = self._clock()
        days = self._seals.unsealed(now)
        if days:
            public = public_key(self._key)
            made = [SealedDay(each, now, public, self._signed(each.claims(self._station_id, now))) for each in days]
            self._seals.keep(made)
        return len(days)

    def send(self, http: Http) -> None:
        """What the centre has not answered yet. Raises CentreUnreachable, CentreRefused."""
        while mine := self.waiting():
            try:
                told = http.post_json("/api/v1/audit-seals", {"seals": [each.seal for each in mine]}).fields()
            except CentreSaidNo as error:
                if error.status in _NOT_OFFERED:
                    return
                raise
            for sealed, verdict in zip(mine, _verdicts(told, len(mine)), strict=True):
                self._seals.answered(sealed, verdict)

    def waiting(self) -> Sequence[SealedDay]:
        """The first of those the centre has not answered yet, signed by the present key. Raises StorageProblem."""
        return [self._by_present_key(each) for each in self._seals.waiting(SEALS_AT_ONCE)]

    def _by_present_key(self, sealed: SealedDay) -> SealedDay:
        """A centre that enrolled this station anew knows its present key only."""
        public = public_key(self._key)
        if sealed.public_key == public:
            return sealed
        seal = self._signed(sealed.covers.claims(self._station_id, sealed.sealed_at))
        anew = replace(sealed, public_key=public, seal=seal)
        self._seals.sign_anew(anew)
        return anew

    def _signed(self, claims: Mapping[str, object]) -> str:
        return jwt.encode(dict(claims), self._key, algorithm="ES256", headers={"kid": self._station_id, "typ": TYPE})


def opened(seal: str, public: str) -> Mapping[str, object] | None:
    """What a seal says; None where it is not signed by the key whose public half (PEM) that is."""
    try:
        said: dict[str, object] = jwt.decode(seal, public, algorithms=["ES256"])
    except (jwt.InvalidTokenError, ValueError, TypeError):
        return None
    return said


def _verdicts(told: Mapping[str, Any], sent: int) -> Sequence[str]:
    answers = told.get("seals")
    if not isinstance(answers, list) or len(answers) != sent:
        raise CentreAnsweredWrongly("没有逐条回答日志封签")
    verdicts = [each.get("verdict") if isinstance(each, dict) else None for each in answers]
    if not all(each in ANSWERS for each in verdicts):
        raise CentreAnsweredWrongly("日志封签的回答读不懂")
    return [str(each) for each in verdicts]
