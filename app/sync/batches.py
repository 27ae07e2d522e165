"""The lane of events: batch after batch, the next one chosen and sealed while the centre judges the one before."""

from __future__ import annotations

import sys
from collections import Counter, deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

from app.domain.errors import CentreRefused, CentreUnreachable
from app.domain.ports import EventVerdict, Outbox, OutboxEvent, UploadVerdict
from app.sync import limits
from app.sync.bookkeeping import Books, Sorted
from app.sync.bundles import Request, prepared, upload_verdicts
from app.sync.events import NO_KEY_THERE_SAID, Verdict, next_batch, reached_by, read_verdicts, waits_for_a_key
from app.sync.failures import CentreAnsweredWrongly, CentreSaidNo, CentreSilent
from app.sync.http import Answer
from app.sync.session import Session

EVENTS = "/api/v1/events"
_TAKES_NO_BUNDLES = frozenset({415, 422})
"""What centres of before `multipart/mixed` answer to it."""
_TAKES_NOTHING_PACKED = frozenset({400, 415, 422})
"""What centres of before packed batches answer to them: 400 where one is the first part of a bundle."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The centre's verdicts on one batch."""

    verdicts: Sequence[Verdict]
    uploads: Sequence[UploadVerdict]
    reached: int = 0
    """Up to it the centre has every event of this station; 0 where it does not say."""


@dataclass(frozen=True, slots=True)
class Asked:
    """`took_s`: from the first byte sent to the answer."""

    heard: Heard | CentreUnreachable | CentreRefused
    took_s: float


class Newer:
    """Whether the centre takes what earlier ones do not; asked again now and then."""

    def __init__(self, clock: Callable[[], datetime], asked_again: timedelta) -> None:
        self._clock = clock
        self._asked_again = asked_again
        self._refused_at: datetime | None = None

    @property
    def is_worth_trying(self) -> bool:
        refused = self._refused_at
        return refused is None or not refused <= self._clock() < refused + self._asked_again

    def was_refused(self) -> None:
        self._refused_at = self._clock()


class Taken:
    """What the centre may not take yet: small attachments in the request of their events, batches under one seal."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.bundles = Newer(clock, limits.BUNDLING_ASKED_AGAIN)
        self.packed = Newer(clock, limits.PACKING_ASKED_AGAIN)


class BatchLane:
    """`counted` and `failed` hear what became of it."""

    def __init__(
        self,
        session: Session,
        outbox: Outbox,
        clock: Callable[[], datetime],
        taken: Taken,
        counted: Counter[EventVerdict],
        failed: Callable[[CentreUnreachable | CentreRefused], None],
        books: Books | None = None,
    ) -> None:
        self._books = books
        self._session = session
        self._outbox = outbox
        self._clock = clock
        self._taken = taken
        self._counted = counted
        self._failed = failed
        self._appetite = limits.EVENTS_PER_BATCH
        self._at_once = 1
        self._failed_below = self._least_failed = sys.maxsize
        """How often an event may have failed that has its turn; and of the last failures on end how often the least."""

    def send_all(self) -> None:
        """Until nothing is due. A batch that fails as a whole does not stop the next, until it is plain that the centre
        is at fault. Raises CentreSilent.

        Where only what has failed before fails again, those that failed far less have their turn: what the centre never
        takes is due at every press of the button, and stands before whatever came later.
        """
        self._failed_below = sys.maxsize
        while self._send_due() and self._least_failed:
            self._failed_below = max(1, self._least_failed // 2)

    def _send_due(self) -> bool:
        """Whether it ended because batch after batch failed. Raises CentreSilent.

        Three things go on at once: the centre judges batches, the next is sealed, the one before is settled. A case has
        one event among them at most, so that their order does not matter.
        """
        request = self._next(0)
        if request is None:
            return False
        failed, settled = 0, True
        under_way: deque[tuple[Request, Future[Asked]]] = deque()
        with (
            ThreadPoolExecutor(limits.BATCHES_UNDER_WAY, "asking") as asking,
            ThreadPoolExecutor(1, "settling") as settling,
        ):
            keeping: Future[bool] | None = None
            while (request is not None or under_way) and failed < limits.FAILED_BATCHES_MAX:
                while request is not None and len(under_way) < self._at_once:
                    under_way.append((request, asking.submit(self._timed, request)))
                    request = self._next(request.events[-1].sequence)
                sent, answer = under_way.popleft()
                heard = answer.result()
                settled = settled if keeping is None else keeping.result()
                failed = 0 if settled else failed + 1
                keeping = settling.submit(self._keep, sent, self._judged_pace(heard))
                if request is None and not under_way:
                    # From the front again: what is settled has made its sibling due.
                    settled, keeping = keeping.result(), None
                    request = self._next(0)
            if keeping is not None:
                keeping.result()
            for sent, answer in under_way:  # enough has failed; what is on its way counts all the same
                self._keep(sent, answer.result().heard)
        return request is not None or bool(under_way)

    def _timed(self, request: Request) -> Asked:
        """Raises CentreSilent."""
        began = monotonic()
        return Asked(self._ask(request), monotonic() - began)

    def _judged_pace(self, asked: Asked) -> Heard | CentreUnreachable | CentreRefused:
        """Over a thin line two batches at once would each take twice as long, and neither might arrive in time."""
        quick = isinstance(asked.heard, Heard) and asked.took_s < limits.QUICK_ANSWER_S
        self._at_once = limits.BATCHES_UNDER_WAY if quick else 1
        return asked.heard

    def _next(self, after: int) -> Request | None:
        batch = next_batch(self._due(after))
        if not batch:
            return None
        takes = self._taken
        bundling, packing = takes.bundles.is_worth_trying, takes.packed.is_worth_trying
        request = prepared(self._session, self._outbox, batch, bundling=bundling, packing=packing)
        # Where papers fill the request, few events fit: the rest is not read only to be left.
        room = len(request.events) if len(request.events) < len(batch) else len(batch) * limits.BATCH_DIVISOR
        self._appetite = min(limits.EVENTS_PER_BATCH, max(limits.EVENTS_LOOKED_AT, room))
        return request

    def _due(self, after: int) -> Sequence[OutboxEvent]:
        while page := self._outbox.due_events(self._clock(), self._appetite, after):
            if due := [each for each in page if each.attempts < self._failed_below]:
                return due
            after = page[-1].sequence
        return ()

    def _ask(self, request: Request) -> Heard | CentreUnreachable | CentreRefused:
        """What was heard, or what went wrong. Raises CentreSilent."""
        try:
            answer = self._answer(request).fields()
            uploads = upload_verdicts(answer.get("attachments"), request.parts)
            return Heard(read_verdicts(answer, request.events), uploads, reached_by(answer))
        except CentreSilent:
            raise
        except (CentreUnreachable, CentreRefused) as error:
            return error

    def _keep(self, request: Request, heard: Heard | CentreUnreachable | CentreRefused) -> bool:
        """Whether the batch came to anything."""
        is_kept = self._kept(request, heard)
        least = min(each.attempts for each in request.events)
        self._least_failed = sys.maxsize if is_kept else min(self._least_failed, least)
        return is_kept

    def _kept(self, request: Request, heard: Heard | CentreUnreachable | CentreRefused) -> bool:
        if isinstance(heard, Heard):
            return self._settle(request, heard)
        if isinstance(heard, CentreSaidNo) and self._is_too_new(request, heard.status):
            return True  # nothing of it was taken: it goes again at once, in the older form
        self._failed(heard)
        self._outbox.postpone_events([each.id for each in request.events], self._clock(), heard.message)
        return False

    def _is_too_new(self, request: Request, status: int) -> bool:
        if request.is_packed and status in _TAKES_NOTHING_PACKED:
            self._taken.packed.was_refused()
            return True
        if request.parts and status in _TAKES_NO_BUNDLES:
            self._taken.bundles.was_refused()
            return True
        return False

    def _settle(self, request: Request, heard: Heard) -> bool:
        waiting = [each.event_id for each in heard.verdicts if waits_for_a_key(each.verdict, each.reason)]
        told = [(each.event_id, each.verdict, each.reason) for each in heard.verdicts if each.event_id not in waiting]
        kept = self._books.sorted(self._session, told) if self._books else Sorted(told)
        self._outbox.settle_events(kept.settled, heard.uploads, heard.reached)
        if self._books is not None:
            self._books.reached(heard.reached)
        self._counted.update(verdict for _, verdict, _ in kept.settled)
        if kept.later:
            self._outbox.postpone_events(kept.later, self._clock(), "编号或序号和中心对不上，还问不到中心")
        if waiting:
            self._outbox.postpone_events(waiting, self._clock(), NO_KEY_THERE_SAID)
        missing = sorted({each.id for each in request.events} - {each.event_id for each in heard.verdicts})
        if missing:
            incomplete = CentreAnsweredWrongly("有的上报没有结论")
            self._failed(incomplete)
            self._outbox.postpone_events(missing, self._clock(), incomplete.message)
        return bool(heard.verdicts)

    def _answer(self, request: Request) -> Answer:
        return self._session.http.send("POST", EVENTS, content=request.body, headers=request.headers)
