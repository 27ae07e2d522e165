"""Our side of the sync benches: documents pushed, the full path, cases with files, and what the centre spends on it.

Every acknowledgement stands behind a commit with fsync; identity, seal, validation and audit are on.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pyrage
import uuid_utils
import zstandard

from app.composition.parts import Parts
from app.domain.case import Submission
from app.domain.ports import OutboxEvent
from app.sync.packed import MEDIA_TYPE, packed
from app.sync.seal import Sealer
from tests.bench.centre_process import CentreProcess, centre_process
from tests.bench.documents import FORM_ITEM, case_with_files, catalogue, form, plain_case

BATCHES = (500, 1_000)
"""As a station sends them, and the most the centre takes at once."""
SENDERS = 2
ZSTD_LEVEL = 1
COUNTER, SELF_SERVICE = "counter", "self_service"


class OurSide:
    """One living centre. Each measurement brings a station of its own."""

    def __init__(self, centre: CentreProcess, folder: Path) -> None:
        self._centre = centre
        self._folder = folder
        self._stations = 0
        self.batch = BATCHES[0]

    def choose_batch(self, count: int) -> None:
        """The best one, for all that is pushed from now on."""

        def pace(batch: int) -> float:
            self.batch = batch
            return self.push(count).a_second

        self.batch = max(BATCHES, key=pace)

    def push(self, count: int) -> Spent:
        """Documents that lie ready, sealed and batched: a token for each request, and the centre's verdict on each.

        SENDERS counters at once, which keep a readable copy: each batch is under one seal.
        """
        return self._pushed(count, COUNTER)

    def push_self_service(self, count: int) -> Spent:
        """The same by stations that sealed each case as it was saved."""
        return self._pushed(count, SELF_SERVICE)

    def _pushed(self, count: int, kind: str) -> Spent:
        with ExitStack() as stack:
            stations = [stack.enter_context(self._station(kind)) for _ in range(SENDERS)]
            bodies = [self._bodies(each, count // SENDERS, kind) for each in stations]
            lines = [stack.enter_context(_line(self._centre.url)) for _ in stations]
            senders = stack.enter_context(ThreadPoolExecutor(SENDERS))
            return self._spent(count, lambda: list(senders.map(_send_all, lines, stations, bodies)))

    def full_path(self, count: int) -> Spent:
        """From a counter's encrypted outbox, where the cases lie submitted, to the last acknowledgement settled."""
        return self._synced(count, plain_case, COUNTER)

    def full_path_self_service(self, count: int) -> Spent:
        """The same at a station that sealed each case as it was saved, which is not measured here."""
        return self._synced(count, plain_case, SELF_SERVICE)

    def with_files(self, count: int) -> Spent:
        """The same with a photo and a signature to each case, sealed as they were saved."""
        return self._synced(count, case_with_files, SELF_SERVICE)

    def _synced(self, count: int, make: Callable[[int], Submission], kind: str) -> Spent:
        with self._station(kind) as parts:
            for number in range(count):
                parts.store.submit(make(number))

            def sync() -> None:
                report = parts.synchronizer.once()
                if report.accepted != count or report.waiting:
                    raise RuntimeError(f"not all was taken: {report}")

            settled = _settled_at(parts.outbox)
            return self._spent(count, sync, lambda: settled[-1])

    def _spent(self, count: int, act: Callable[[], object], ended: Callable[[], float] = time.perf_counter) -> Spent:
        """`ended` says afterwards when the work itself was over."""
        cpu, begun = self._centre.cpu_s(), time.perf_counter()
        act()
        seconds = ended() - begun
        return Spent(count, seconds, self._centre.cpu_s() - cpu)

    @contextmanager
    def _station(self, kind: str = SELF_SERVICE) -> Iterator[Parts]:
        self._stations += 1
        name = f"bench-{self._stations:03d}"
        parts = self._centre.enrolled(self._folder / name, name, kind=kind)
        try:
            yield parts
        finally:
            parts.close()

    def _bodies(self, parts: Parts, count: int, kind: str) -> list[bytes]:
        enrolment = parts.enroller.enrolment()
        assert enrolment is not None
        recipient = enrolment.seal_recipient if kind == SELF_SERVICE else ""
        events = [_event(number, enrolment.number_prefix, recipient) for number in range(1, count + 1)]
        sealer = Sealer(enrolment.seal_recipient)
        return [
            packed(events[at : at + self.batch], enrolment.station_id, sealer) for at in range(0, count, self.batch)
        ]


@dataclass(frozen=True, slots=True)
class Spent:
    """`centre_s` is CPU time of the receiving side."""

    count: int
    seconds: float
    centre_s: float

    @property
    def a_second(self) -> float:
        return self.count / self.seconds

    @property
    def centre_ms_each(self) -> float:
        return self.centre_s / self.count * 1000


@contextmanager
def our_side(folder: Path, *words: str) -> Iterator[OurSide]:
    with centre_process(folder / "centre", *words) as centre:
        yield OurSide(centre, folder)


def _settled_at(outbox: Any) -> list[float]:
    """Grows by the moment of each acknowledgement that is durable at the station; answers fetched later count not."""
    moments: list[float] = []
    settle_events, settle_upload = outbox.settle_events, outbox.settle_upload

    def noted(settle: Callable[..., None]) -> Callable[..., None]:
        def settled(*args: Any, **words: Any) -> None:
            settle(*args, **words)
            moments.append(time.perf_counter())

        return settled

    outbox.settle_events, outbox.settle_upload = noted(settle_events), noted(settle_upload)
    return moments


def _event(sequence: int, prefix: str, sealed_to: str) -> OutboxEvent:
    """As it lies in the outbox: with `sealed_to` sealed already."""
    now, case_id = datetime.now(UTC), str(uuid_utils.uuid7())
    case = {
        "id": case_id,
        "number": f"{prefix}{now:%Y%m%d}-{sequence:06d}",
        "item": FORM_ITEM,
        "item_version": catalogue().item(FORM_ITEM).version,
        "submitted_at": now.isoformat(),
        "channel": "command",
        "operator": "",
        "data": form(sequence),
        "attachments": [],
    }
    plain = json.dumps(case, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    payload = zstandard.ZstdCompressor(level=ZSTD_LEVEL).compress(plain)
    if sealed_to:
        payload = pyrage.encrypt(payload, [pyrage.x25519.Recipient.from_str(sealed_to)])
    return OutboxEvent(
        id=str(uuid_utils.uuid7()),
        sequence=sequence,
        kind="case.submitted",
        case_id=case_id,
        occurred_at=now,
        catalogue_version=catalogue().version,
        payload_sha256=sha256(plain).hexdigest(),
        payload=payload,
        sealed_to=sealed_to,
    )


def _line(url: str) -> httpx.Client:
    return httpx.Client(base_url=url, trust_env=False, verify=False, timeout=60)  # noqa: S501 - plain HTTP


def _send_all(line: httpx.Client, parts: Parts, bodies: list[bytes]) -> None:
    for body in bodies:
        _send(line, parts, body)


def _send(line: httpx.Client, parts: Parts, body: bytes) -> None:
    headers = {
        "Authorization": f"Bearer {parts.enroller.token()}",
        "Content-Type": MEDIA_TYPE,
    }
    answer = line.post("/api/v1/events", content=body, headers=headers)
    verdicts = [each["verdict"] for each in answer.raise_for_status().json()["verdicts"]]
    if set(verdicts) != {"accepted"}:
        raise RuntimeError(f"not all was taken: {sorted(set(verdicts))}")
