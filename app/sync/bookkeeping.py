"""What a sync does beside the cases: are we an old image of ourselves, are numbers at hand, has the trail its seals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.audit_seals import Seals
from app.domain.errors import CentreRefused, CentreUnreachable, StorageProblem
from app.domain.ports import EventVerdict
from app.domain.standing import MENDABLE, OF_NUMBER, Accounts
from app.sync.accounts import introduce, lease_block, refill
from app.sync.audit_seals import DaySealer
from app.sync.failures import CentreSilent
from app.sync.session import Session

MENDS_AT_MOST = 2
"""A centre that contradicts again and again is not mended by more numbers; a person looks at it."""
OPENINGS_AWAITED = 3
"""So many passes on end send no case because the centre could not be asked; numbers that clash are mended all the same,
and a centre that never answers this question shall get its cases."""

Told = tuple[str, EventVerdict, str]
"""(event id, verdict, reason)"""


@dataclass(frozen=True, slots=True)
class Sorted:
    """`settled` go into the outbox as they are, `mended` are due again, `later` wait until the centre can be asked."""

    settled: list[Told]
    mended: list[str] = field(default_factory=list)
    later: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ledgers:
    """Where a station keeps its numbers and its seals."""

    accounts: Accounts
    seals: Seals


class Books:
    """One for a station; used by the thread that sends. `sealer` gives the one of the present enrolment."""

    def __init__(self, accounts: Accounts, sealer: Callable[[], DaySealer], clock: Callable[[], datetime]) -> None:
        self._accounts = accounts
        self._sealer = sealer
        self._clock = clock
        self._introduced: Session | None = None
        self._missed = 0
        self._mended: Counter[str] = Counter()

    def open(self, session: Session) -> None:
        """Once for each line to a centre, before anything is sent: whoever is an old image must know it first.

        Raises CentreUnreachable, CentreRefused.
        """
        if self._introduced is session:
            return
        try:
            introduce(session, self._accounts)
        except CentreSilent:
            raise
        except (CentreUnreachable, StorageProblem):
            self._missed += 1
            raise
        except CentreRefused:
            self._missed = 0
            raise
        self._introduced = session
        self._missed = 0

    @property
    def is_awaited(self) -> bool:
        """Whether cases wait for another `open`, after one whose answer may be lost: a plain no keeps none waiting."""
        return 0 < self._missed <= OPENINGS_AWAITED

    def reached(self, sequence: int) -> None:
        """What an answer to a batch told: less than was told once means asking the centre again, the next time.

        It may only have been under way longer than another, so it decides nothing by itself.
        """
        told = self._accounts.told_sequence() if sequence else None
        if told is not None and sequence < told:
            self._introduced = None

    def lease(self, session: Session) -> None:
        """Numbers for the next time without a line; a centre that gives none is asked again. Raises CentreSilent."""
        refill(session, self._accounts)

    def close(self, session: Session) -> None:
        """Numbers, and the seals. Raises CentreUnreachable, CentreRefused."""
        refill(session, self._accounts)
        sealer = self._sealer()
        sealer.seal_due()
        sealer.send(session.http)

    def sorted(self, session: Session, told: Sequence[Told]) -> Sorted:
        """What of the centre's contradictions this station mends by itself. Raises CentreSilent."""
        wrong = [each for each in told if self._is_mendable(each)]
        if not wrong:
            return Sorted(list(told))
        ids = {event for event, _, _ in wrong}
        others = [each for each in told if each[0] not in ids]
        try:
            introduce(session, self._accounts, in_doubt=True)
            refill(session, self._accounts)
        except CentreSilent:
            raise
        except (CentreUnreachable, CentreRefused):
            return Sorted(others, later=sorted(ids))
        mended, later = self._mend(session, wrong)
        self._mended.update(mended)
        return Sorted(others + [each for each in wrong if each[0] not in (*mended, *later)], mended, later)

    def _mend(self, session: Session, wrong: Sequence[Told]) -> tuple[list[str], list[str]]:
        """Those that are due again, and those that wait for a new block: a clash may have ended all we had."""
        mended = list(self._accounts.mend(wrong, self._clock()))
        left = [each for each in wrong if each[0] not in mended and each[2] in OF_NUMBER]
        if not left or self._accounts.numbers_left():
            return mended, []
        try:
            lease_block(session, self._accounts)
        except CentreSilent:
            raise
        except CentreUnreachable:
            return mended, sorted(event for event, _, _ in left)
        except CentreRefused:
            return mended, []
        return [*mended, *self._accounts.mend(left, self._clock())], []

    def _is_mendable(self, told: Told) -> bool:
        event, verdict, reason = told
        return verdict is EventVerdict.CONFLICT and reason in MENDABLE and self._mended[event] < MENDS_AT_MOST
