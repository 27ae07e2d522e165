"""One package, part by part: good ones are taken, a bad one is told and left out. Taking it twice is harmless."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import zstandard

from app.central.audit import watch
from app.central.audit.seal_files import SEAL_MAX
from app.central.audit.verdicts import SealVerdict
from app.central.centre import Centre
from app.central.identity import NotIdentified
from app.central.medium import ended
from app.central.medium.attachments import Attachments, Listed, listed
from app.central.medium.files import Unfit, checked
from app.central.medium.manifest import Part, Signed
from app.central.sealing import ZSTD_WINDOW_BYTES, SealBroken, open_json, parse_json
from app.central.storage.moment import now
from app.domain.ports import EventVerdict

EVENTS_PART_LIMIT_BYTES = 16 << 20
EVENTS_PLAIN_LIMIT_BYTES = 64 << 20
EVENTS_PER_PART_MAX = 1_000
INDEX_LIMIT_BYTES = 64 << 20
SEALS_LIMIT_BYTES = 1 << 20
_TAKEN = {EventVerdict.ACCEPTED, EventVerdict.DUPLICATE}


@dataclass(frozen=True, slots=True)
class Told:
    """The verdict on one event or attachment, under the id the station knows it by."""

    id: str
    verdict: EventVerdict
    reason: str

    def document(self) -> dict[str, str]:
        return {"id": self.id, "verdict": self.verdict.value, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class SealTold:
    """The verdict on one daily seal of the audit trail, by the last record it covers."""

    last: int
    verdict: SealVerdict

    def document(self) -> dict[str, Any]:
        return {"last": self.last, "verdict": self.verdict.value}


@dataclass(slots=True)
class Taken:
    """`damaged` names parts that the medium did not give as the manifest says, each with a stable word."""

    events: list[Told] = field(default_factory=list)
    attachments: list[Told] = field(default_factory=list)
    seals: list[SealTold] = field(default_factory=list)
    damaged: list[tuple[str, str]] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        return not self.damaged and all(each.verdict in _TAKEN for each in (*self.events, *self.attachments))

    @property
    def verdicts(self) -> Counter[EventVerdict]:
        return Counter(each.verdict for each in self.events)

    @property
    def files(self) -> int:
        """Attachments the centre has now, whether they came just now or before."""
        return sum(each.verdict in _TAKEN for each in self.attachments)


def take_package(centre: Centre, package: Path, signed: Signed, vouched_because: str = "") -> Taken:
    """Events first, so that a file finds its case. Raises StorageProblem; what was taken until then stays taken.

    `vouched_because`: why a package of an ended enrolment is taken. Of its audit trail nothing is: whoever has the
    machine could sign another one.
    """
    if signed.is_ended:
        ended.note_station(centre.database, signed.station)
    taking = _Taking(centre, package, signed, vouched_because)
    parts = _parts(signed)
    index: dict[str, Listed] = {}
    for each in parts:
        match each.kind:
            case "events":
                taking.guarded(each, taking.take_events)
            case "index":
                taking.guarded(each, lambda part: index.update(taking.read_index(part)))
            case "audit_seals":
                taking.guarded(each, taking.take_seals)
            case "attachment":
                continue
            case _:
                taking.taken.damaged.append((each.path, "kind_unknown"))
    for each in parts:
        if each.kind == "attachment":
            taking.guarded(each, lambda part: taking.take_attachment(part, index))
    return taking.taken


def _parts(signed: Signed) -> list[Part]:
    return [each for each in signed.manifest.parts if not (signed.is_ended and each.kind == "audit_seals")]


class _Taking:
    def __init__(self, centre: Centre, package: Path, signed: Signed, vouched_because: str) -> None:
        self.taken = Taken()
        self._centre = centre
        self._package = package
        self._station = signed.station
        self._is_ended = signed.is_ended
        self._vouched_because = vouched_because
        self._attachments = Attachments(centre, signed.station, package)

    def guarded(self, part: Part, take: Any) -> None:
        try:
            take(part)
        except Unfit as unfit:
            self.taken.damaged.append((part.path, unfit.reason))

    def take_events(self, part: Part) -> None:
        if part.size > EVENTS_PART_LIMIT_BYTES:
            raise Unfit("too_large")
        batch = _json(_unpacked(checked(self._package, part.path, part.size, part.sha256)))
        raws = batch.get("events") if isinstance(batch, dict) else None
        if not isinstance(raws, list) or len(raws) > EVENTS_PER_PART_MAX:
            raise Unfit("events_malformed")
        if self._is_ended:
            ended.note_cases(self._centre.database, raws, self._vouched_because)
        try:
            answer = self._centre.intake.take(self._station, raws, is_ended=self._is_ended)
        except NotIdentified as changed:
            raise Unfit(changed.reason) from None
        self.taken.events += [Told(each.id, each.verdict, each.reason) for each in answer.verdicts]

    def take_seals(self, part: Part) -> None:
        sent = _json(checked(self._package, part.path, min(part.size, SEALS_LIMIT_BYTES), part.sha256))
        seals = sent.get("seals") if isinstance(sent, dict) else None
        if not isinstance(seals, list) or not all(isinstance(each, str) and len(each) <= SEAL_MAX for each in seals):
            raise Unfit("seals_malformed")
        with self._centre.database.write() as connection:
            judged = watch.take_seals(connection, self._station, seals, now())
        self.taken.seals += [SealTold(each.day.last, each.verdict) for each in judged if each.day is not None]

    def read_index(self, part: Part) -> Mapping[str, Listed]:
        sealed = checked(self._package, part.path, min(part.size, INDEX_LIMIT_BYTES), part.sha256)
        try:
            entries = open_json(self._centre.keys.identity, sealed, INDEX_LIMIT_BYTES)
        except SealBroken as broken:
            raise Unfit(f"index_{broken.reason}") from None
        if not isinstance(entries, list):
            raise Unfit("index_malformed")
        return dict(found for each in entries if (found := listed(each)) is not None)

    def take_attachment(self, part: Part, index: Mapping[str, Listed]) -> None:
        entry = index.get(part.path)
        if entry is None:
            raise Unfit("not_in_index")
        verdict, reason = self._attachments.take(part, entry)
        self.taken.attachments.append(Told(entry.upload, verdict, reason))


def _unpacked(content: bytes) -> bytes:
    """Raises Unfit, also for what would grow beyond any batch."""
    try:
        reader = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW_BYTES).stream_reader(io.BytesIO(content))
        plain: bytes = reader.read(EVENTS_PLAIN_LIMIT_BYTES + 1)
    except zstandard.ZstdError:
        raise Unfit("compression") from None
    if len(plain) > EVENTS_PLAIN_LIMIT_BYTES:
        raise Unfit("too_large")
    return plain


def _json(plain: bytes) -> Any:
    try:
        return parse_json(plain)
    except SealBroken:
        raise Unfit("events_malformed") from None
