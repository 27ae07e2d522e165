"""The centre's answers that came back on the medium: believed when the centre signed them for this station."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from app.domain.audit_seals import ANSWERS, Seals
from app.domain.medium import MediumWord
from app.domain.operators import VALID_DAYS_MAX, Listed, ListInForce
from app.domain.ports import Enrolment, EventVerdict, Outbox
from app.domain.standing import MENDABLE, Accounts, CentreRestoring
from app.sync.events import NO_KEY_THERE_SAID, waits_for_a_key
from app.sync.failures import DETAIL_MAX
from app.sync.json_answers import is_count
from app.sync.medium import format as names
from app.sync.medium.files import remove_tree, sync_folder
from app.sync.medium.signing import Unsigned, opened
from app.sync.restoring import restoring_of, told_moment

_TAKEN = {EventVerdict.ACCEPTED, EventVerdict.DUPLICATE}
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Told:
    """What the centre says of one event or attachment, by the station's own id of it."""

    id: str
    verdict: EventVerdict
    reason: str


@dataclass(frozen=True, slots=True)
class Answer:
    """`seals` are last record and verdict of each daily seal.

    `complete`: the centre has taken every part of that very package. `restored`: what it says of its being restored
    to whoever last heard the id `named`; its unbroken run reaches `sequence`. `answered_at`: by the centre's time.
    `operators`: its list at that moment; None where it gave none.
    """

    package: str
    manifest_sha256: str
    events: tuple[Told, ...]
    attachments: tuple[Told, ...]
    seals: tuple[tuple[int, str], ...]
    complete: bool
    restored: CentreRestoring | None
    named: str
    sequence: int
    answered_at: datetime | None
    operators: ListInForce | None


@dataclass(frozen=True, slots=True)
class Heard:
    """How many answers were taken, and how many settled nothing: see `Exported.outdated` and `unbelieved`."""

    taken: int = 0
    outdated: int = 0
    unbelieved: int = 0


class Answers:
    def __init__(
        self,
        enrolment: Enrolment,
        outbox: Outbox,
        clock: Callable[[], datetime],
        seals: Seals | None,
        accounts: Accounts | None = None,
        word: MediumWord | None = None,
    ) -> None:
        self._accounts = accounts
        self._word = word
        self._enrolment = enrolment
        self._seals = seals
        self._outbox = outbox
        self._clock = clock

    def take(self, folder: Path) -> Heard:
        """One that cannot be believed, or is outdated, stays where it is. Raises OSError, StorageProblem.

        What the centre has taken whole is removed from the medium together with its answer; of anything else the
        package stays, for it may be the only copy.
        """
        taken = outdated = unbelieved = 0
        for path in sorted(folder.iterdir()):
            package = path.name.removeprefix("answer-").removesuffix(".jws")
            if path.name != names.answer_name(package) or not names.is_package(package, self._enrolment.station_id):
                continue
            try:
                answer = self._read(path, package)
            except Unsigned:
                _log.warning("answer not believed: %s", path.name)
                unbelieved += 1
                continue
            self._put_the_clock_right(answer)
            if self._is_of_the_present_centre(answer):
                self._settle(answer)
                _tidy(folder, path, answer)
                taken += 1
            else:
                _log.warning("answer of another state of the centre than was heard last: %s", path.name)
                outdated += 1
            self._hear_the_moment(answer)
        return Heard(taken, outdated, unbelieved)

    def _read(self, path: Path, package: str) -> Answer:
        if not path.is_file() or path.is_symlink() or path.stat().st_size > names.ANSWER_MAX_BYTES:
            raise Unsigned
        told = opened(path.read_bytes(), self._enrolment.issuer_certificate, names.ANSWER_TYPE)
        expected = {
            "format": names.ANSWER_FORMAT,
            "station_id": self._enrolment.station_id,
            "number_prefix": self._enrolment.number_prefix,
            "package": package,
        }
        if any(told.get(name) != value for name, value in expected.items()):
            raise Unsigned
        answered_at = told_moment(told.get("answered_at"))
        return Answer(
            package,
            str(told.get("manifest_sha256")),
            _told(told.get("events")),
            _told(told.get("attachments")),
            _seals(told.get("seals", [])),
            told.get("complete") is True,
            restoring_of(told) if is_count(told.get("sequence")) else None,
            str(told.get("restore_id_named") or ""),
            told["sequence"] if is_count(told.get("sequence")) else 0,
            answered_at,
            _operators(told.get("operators"), answered_at),
        )

    def _put_the_clock_right(self, answer: Answer) -> None:
        """Before all else, and by an outdated answer too: what is written down then has the right time."""
        if self._word is not None and answer.answered_at is not None:
            self._word.answered(answer.manifest_sha256, answer.answered_at)

    def _is_of_the_present_centre(self, answer: Answer) -> bool:
        """Whether it speaks of what the centre holds now, as far as this station can know.

        Where it is the first word of a restoring, what was lost by that waits again before anything is settled. An id
        other than the one heard last, in an answer to who named another, may be of before or of after: ids have no
        order, and one that came and went between two words by the line was never heard here. The next package is
        answered with what holds.
        """
        if self._accounts is None:
            return True
        if answer.restored is not None:
            self._accounts.hear_restoring(answer.restored, answer.sequence, answer.named)
        return self._accounts.restore_id() == ("" if answer.restored is None else answer.restored.restore_id)

    def _settle(self, answer: Answer) -> None:
        """Settling what is settled already does nothing, so a second reading is harmless.

        What the station can mend by itself waits for a line: for that it must ask the centre.
        """
        closed = [each.id for each in answer.events if waits_for_a_key(each.verdict, each.reason)]
        if closed:
            self._outbox.postpone_events(closed, self._clock(), NO_KEY_THERE_SAID)
        events = [each for each in answer.events if each.id not in closed and not _is_mendable(each)]
        for start in range(0, len(events), names.VERDICTS_AT_ONCE):
            some = events[start : start + names.VERDICTS_AT_ONCE]
            self._outbox.settle_events([(each.id, each.verdict, each.reason) for each in some])
        for each in answer.attachments:
            if each.verdict in _TAKEN:
                self._outbox.settle_upload(each.id)
            else:
                said = f"介质上的回执不收这个文件（{answer.package}）"
                self._outbox.refuse_upload(each.id, self._clock(), each.reason, said, is_once=True)
        self._settle_seals(dict(answer.seals))

    def _hear_the_moment(self, answer: Answer) -> None:
        """When the centre spoke, and who was listed then: of each the newest counts, also of an outdated answer.

        Noted last, after all that it said.
        """
        if self._accounts is not None and answer.operators is not None:
            self._accounts.hear_operators(answer.operators)
        if self._accounts is not None and answer.answered_at is not None:
            self._accounts.hear_answered(answer.answered_at)

    def _settle_seals(self, verdicts: Mapping[int, str]) -> None:
        if self._seals is None or not verdicts:
            return
        for sealed in self._seals.waiting(len(verdicts)):
            verdict = verdicts.get(sealed.covers.last)
            if verdict is not None:
                self._seals.answered(sealed, verdict)


def _is_mendable(told: Told) -> bool:
    return told.verdict is EventVerdict.CONFLICT and told.reason in MENDABLE


def _told(value: Any) -> tuple[Told, ...]:
    if not isinstance(value, list):
        raise Unsigned
    return tuple(_one(each) for each in value)


def _seals(value: Any) -> tuple[tuple[int, str], ...]:
    try:
        pairs = tuple((int(each["last"]), str(each["verdict"])) for each in value)
    except (KeyError, TypeError, ValueError):
        raise Unsigned from None
    if not all(verdict in ANSWERS for _, verdict in pairs):
        raise Unsigned
    return pairs


def _operators(value: Any, at: datetime | None) -> ListInForce | None:
    """A centre of before says nothing of them."""
    if value is None or at is None:
        return None
    try:
        days, listed = value["valid_days"], tuple(_listed(each) for each in value["listed"])
    except (KeyError, TypeError):
        raise Unsigned from None
    if not is_count(days) or not 0 < days <= VALID_DAYS_MAX:
        raise Unsigned
    return ListInForce(at, days, listed)


def _listed(value: Any) -> Listed:
    return Listed(str(value["number"]), tuple(str(each) for each in value["roles"]), str(value["pin_sha256"]))


def _one(value: Any) -> Told:
    try:
        return Told(str(value["id"]), EventVerdict(value["verdict"]), str(value.get("reason") or "")[:DETAIL_MAX])
    except (AttributeError, KeyError, TypeError, ValueError):
        raise Unsigned from None


def _tidy(folder: Path, path: Path, answer: Answer) -> None:
    """A medium that cannot be written keeps everything: taking an answer again changes nothing."""
    try:
        if answer.complete and _is_the_one(folder / answer.package, answer.manifest_sha256):
            gone = folder / f"{answer.package}{names.UNFINISHED}"
            os.rename(folder / answer.package, gone)
            remove_tree(gone)
        path.unlink()
        sync_folder(folder)
    except OSError as error:
        _log.warning("the medium keeps an answered package: errno %s", error.errno)


def _is_the_one(package: Path, manifest_sha256: str) -> bool:
    manifest = package / names.MANIFEST_NAME
    return manifest.is_file() and hashlib.sha256(manifest.read_bytes()).hexdigest() == manifest_sha256
