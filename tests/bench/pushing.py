"""Our side of the sync benches: documents pushed, the full path, cases with files, and what the centre spends on it.

Every acknowledgement stands behind a commit with fsync; identity, seal, validation and audit are on.
"""

from __future__ import annotations

import base64
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
from tests.bench.centre_process import CentreProcess, centre_process
from tests.bench.documents import FORM_ITEM, case_with_files, catalogue, form, plain_case

BATCH = 250
SENDERS = 2
SEAL_ZSTD_LEVEL = 3
BODY_ZSTD_LEVEL = 1


class OurSide:
    """One living centre. Each measurement brings a station of its own."""

    def __init__(self, centre: CentreProcess, folder: Path) -> None:
        self._centre = centre
        self._folder = folder
        self._stations = 0

    def push(self, count: int) -> Spent:
        """Documents that lie ready, sealed and batched: a token for each request, and the centre's verdict on each.

        SENDERS stations at once.
        """
        with ExitStack() as stack:
            stations = [stack.enter_context(self._station()) for _ in range(SENDERS)]
            bodies = [self._bodies(each, count // SENDERS) for each in stations]
            lines = [stack.enter_context(_line(self._centre.url)) for _ in stations]
            senders = stack.enter_context(ThreadPoolExecutor(SENDERS))
            return self._spent(count, lambda: list(senders.map(_send_all, lines, stations, bodies)))

    def full_path(self, count: int) -> Spent:
        """From the encrypted outbox, where the cases lie submitted, to the last acknowledgement settled there."""
        return self._synced(count, plain_case)

    def with_files(self, count: int) -> Spent:
        """The same with a photo and a signature to each case."""
        return self._synced(count, case_with_files)

    def _synced(self, count: int, make: Callable[[int], Submission]) -> Spent:
        with self._station() as parts:
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
    def _station(self) -> Iterator[Parts]:
        self._stations += 1
        name = f"bench-{self._stations:03d}"
        parts = self._centre.enrolled(self._folder / name, name)
        try:
            yield parts
        finally:
            parts.close()

    def _bodies(self, parts: Parts, count: int) -> list[bytes]:
        enrolment = parts.enroller.enrolment()
        assert enrolment is not None
        recipient = pyrage.x25519.Recipient.from_str(enrolment.seal_recipient)
        events = [
            _event(number, enrolment.station_id, enrolment.number_prefix, recipient) for number in range(1, count + 1)
        ]
        squeezed = zstandard.ZstdCompressor(level=BODY_ZSTD_LEVEL)
        return [
            squeezed.compress(json.dumps({"events": events[at : at + BATCH]}).encode()) for at in range(0, count, BATCH)
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


def _event(sequence: int, station_id: str, prefix: str, recipient: Any) -> dict[str, Any]:
    now, case_id = datetime.now(UTC).isoformat(), str(uuid_utils.uuid7())
    case = {
        "id": case_id,
        "number": f"{prefix}{datetime.now(UTC):%Y%m%d}-{sequence:06d}",
        "item": FORM_ITEM,
        "item_version": catalogue().item(FORM_ITEM).version,
        "submitted_at": now,
        "channel": "command",
        "operator": "",
        "data": form(sequence),
        "attachments": [],
    }
    plain = json.dumps(case, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    sealed = pyrage.encrypt(zstandard.ZstdCompressor(level=SEAL_ZSTD_LEVEL).compress(plain), [recipient])
    return {
        "id": str(uuid_utils.uuid7()),
        "station_id": station_id,
        "sequence": sequence,
        "kind": "case.submitted",
        "case_id": case_id,
        "occurred_at": now,
        "catalogue_version": catalogue().version,
        "payload_sha256": sha256(plain).hexdigest(),
        "payload": base64.b64encode(sealed).decode(),
    }


def _line(url: str) -> httpx.Client:
    return httpx.Client(base_url=url, trust_env=False, verify=False, timeout=60)  # noqa: S501 - plain HTTP


def _send_all(line: httpx.Client, parts: Parts, bodies: list[bytes]) -> None:
    for body in bodies:
        _send(line, parts, body)


def _send(line: httpx.Client, parts: Parts, body: bytes) -> None:
    headers = {
        "Authorization": f"Bearer {parts.enroller.token()}",
        "Content-Type": "application/json",
        "Content-Encoding": "zstd",
    }
    answer = line.post("/api/v1/events", content=body, headers=headers)
    verdicts = [each["verdict"] for each in answer.raise_for_status().json()["verdicts"]]
    if set(verdicts) != {"accepted"}:
        raise RuntimeError(f"not all was taken: {sorted(set(verdicts))}")
