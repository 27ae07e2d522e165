"""Recordings of a case, kept piece by piece so that a power cut takes no more than the piece under way.

    RECORDING/journal           who, when, and each piece's digests, chained (see recording_journal)
    RECORDING/000001.age …      the pieces, each sealed to the station's own identity

A piece's file is durable before the journal names it. RECORDING is a random number; the journal holds the case's id,
times and digests, nothing of a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import uuid_utils

from app.domain.errors import DiskFull, StorageProblem
from app.domain.films import TravellingFilm
from app.storage.attachment_files import AttachmentFiles
from app.storage.durable import make_private_directory, remove_quietly, sync_directory
from app.storage.failures import file_failures
from app.storage.recording import Now, Recording, end_record, first_record, piece_name, piece_record
from app.storage.recording_journal import Journal, JournalWriter, Record, digest, journal_key, read_journal

JOURNAL = "journal"
_NAME = re.compile(r"[0-9a-f]{32}")
_PIECE = re.compile(r"[0-9]{6,}\.age")
_NO_JOURNAL = Journal((), b"", 0, is_intact=False)


@dataclass(frozen=True, slots=True)
class StoredRecording:
    """`is_whole` False: it is under way, or was ended by a power cut or a failure."""

    id: str
    case_id: str
    begun_at: datetime
    segments: int
    is_whole: bool


@dataclass(frozen=True, slots=True)
class RecordingReport:
    """What a check found, in numbers of pieces. `unlisted`: a file the journal does not name. `is_journal_good` False:
    the list itself was changed. `is_ended` False: without an end, a cut tail would not be seen.
    """

    segments: int
    missing: tuple[int, ...]
    altered: tuple[int, ...]
    unlisted: tuple[int, ...]
    is_journal_good: bool
    is_ended: bool

    @property
    def is_intact(self) -> bool:
        return self.is_journal_good and not (self.missing or self.altered or self.unlisted)


class RecordingStore:
    """All recordings below one folder. `identity` is the station's age identity, as for attachments.

    Each method raises StorageProblem and its kinds.
    """

    def __init__(self, folder: Path, identity: str, clock: Now) -> None:
        self._folder = folder
        self._files = AttachmentFiles(folder, identity)
        self._key = journal_key(identity)
        self._clock = clock
        self.may_begin: Callable[[], bool] = lambda: True
        """Whether there is room for another film: the disk is kept for cases first."""

    def begin(self, case_id: str) -> Recording:
        if not self.may_begin():
            raise DiskFull("磁盘空间不足，先不录像。", "请清理磁盘空间；办件照常受理。")
        recording_id = uuid_utils.uuid7().hex
        home = self._folder / recording_id
        with file_failures(self._folder):
            make_private_directory(self._folder)
            make_private_directory(home)
            writer = JournalWriter(home / JOURNAL, self._key)
            try:
                writer.append(first_record(recording_id, case_id, self._clock()))
                sync_directory(home)
            except BaseException:
                writer.close()
                raise
        return Recording(recording_id, self._folder, self._files, writer, self._clock)

    def all(self) -> tuple[StoredRecording, ...]:
        """By their beginning; those of which nothing is known any more are left out (see `damaged`)."""
        with file_failures(self._folder):
            found = [_stored(name, self._read_if_there(name)) for name in self._names()]
        return tuple(sorted((each for each in found if each is not None), key=lambda each: (each.begun_at, each.id)))

    def damaged(self) -> tuple[str, ...]:
        """The ids of recordings that are not as they were recorded."""
        return tuple(name for name in self._names() if not self.check(name).is_intact)

    def recover(self) -> tuple[StoredRecording, ...]:
        """At the start, before anything is recorded: ends what a power cut left open, with every whole piece of it.

        Gives those it ended. What somebody changed is left as it is, for `check` to tell.
        """
        ended = []
        with file_failures(self._folder):
            for name in self._names():
                journal, pieces = self._read(name), self._piece_numbers(name)
                if not journal.records and not pieces:
                    self.remove(name)  # cut before the first record: nothing was recorded yet
                elif journal.is_intact and journal.records and "ended_at" not in journal.records[-1]:
                    self._end(name, journal, pieces)
                    ended.append(_stored(name, self._read(name)))
        return tuple(each for each in ended if each is not None)

    def segments(self, recording_id: str) -> Iterator[bytes]:
        """The plain pieces in order; joined they are the film. Raises at one that is missing or damaged."""
        with file_failures(self._folder):
            pieces = _pieces(self._read(recording_id))
        for number, piece in enumerate(pieces, 1):
            with file_failures(self._folder):
                plain = self._files.read(piece_name(recording_id, number))
            if digest(plain) != piece["sha256"]:
                raise StorageProblem("录像中有一段被改动过。", "请保留原样，并联系技术人员。")
            yield plain

    def travelling(self, recording_id: str) -> TravellingFilm:
        """Whatever became of its pieces: what is wrong with them is for the office to see. In memory as a whole."""
        with file_failures(self._folder):
            journal = self._read(recording_id)
        pieces, content = _pieces(journal), []
        segments: list[dict[str, Any]] = []
        for number, piece in enumerate(pieces, 1):
            plain = self._as_it_is(recording_id, number)
            content.append(plain)
            segments.append({"segment": number, "at": piece["at"], "sha256": piece["sha256"], "size": len(plain)})
        last = journal.records[-1] if journal.records else {}
        listed = {
            "recording": recording_id,
            "begun_at": journal.records[0]["begun_at"] if journal.records else None,
            "whole": bool(last.get("whole")),
            "intact": _is_good(recording_id, journal, len(pieces)),
            "segments": segments,
        }
        return TravellingFilm(listed, b"".join(content))

    def travelling_of(self, case_id: str) -> TravellingFilm | None:
        """All recordings of a case as one film: a power cut ends one, what goes on is another."""
        films = [self.travelling(each.id) for each in self.all() if each.case_id == case_id]
        films = [each for each in films if each.listed["segments"]]
        return _joined(films) if films else None

    def seconds_of(self, case_id: str) -> int:
        """Pieces are of one second, but for the last of each recording."""
        return sum(each.segments for each in self.all() if each.case_id == case_id)

    def sizes_of(self, case_id: str) -> tuple[tuple[str, int], ...]:
        """Of each recording of a case its id, and the bytes of its pieces as they lie on the disk."""
        names = [each.id for each in self.all() if each.case_id == case_id]
        with file_failures(self._folder):
            return tuple((name, sum(each.stat().st_size for each in self._piece_files(name))) for name in names)

    def remove_of(self, case_id: str) -> None:
        for each in self.all():
            if each.case_id == case_id:
                self.remove(each.id)

    def sweep(self, wanted: Iterable[str]) -> None:
        """Films that were ended and whose case nobody means to finish; what is damaged stays, to be seen."""
        kept = set(wanted)
        self._remove_ended(lambda case_id: case_id not in kept)

    def forget_of(self, case_ids: Collection[str]) -> None:
        """Films that were ended; one under way goes with a later sweep."""
        self._remove_ended(lambda case_id: case_id in case_ids)

    def _remove_ended(self, is_to_go: Callable[[str], bool]) -> None:
        for each in self.all():
            if is_to_go(each.case_id) and self.check(each.id).is_ended:
                self.remove(each.id)

    def _as_it_is(self, recording_id: str, number: int) -> bytes:
        """Empty where it is gone or does not open."""
        try:
            with file_failures(self._folder):
                return self._files.read(piece_name(recording_id, number))
        except StorageProblem:
            return b""

    def check(self, recording_id: str) -> RecordingReport:
        """Whether every piece is there as it was recorded; nothing is unsealed for it."""
        with file_failures(self._folder):
            journal = self._read(recording_id)
            present = self._piece_numbers(recording_id)
            pieces = dict(enumerate(_pieces(journal), 1))
            found = {
                number: digest((self._folder / piece_name(recording_id, number)).read_bytes())
                for number in present & pieces.keys()
            }
        return RecordingReport(
            segments=len(pieces),
            missing=tuple(sorted(pieces.keys() - present)),
            altered=tuple(sorted(number for number in found if found[number] != pieces[number]["sealed_sha256"])),
            unlisted=tuple(sorted(present - pieces.keys())),
            is_journal_good=_is_good(recording_id, journal, len(pieces)),
            is_ended=bool(journal.records) and "ended_at" in journal.records[-1],
        )

    def remove(self, recording_id: str) -> None:
        """Once the centre has it."""
        home = self._folder / recording_id
        with file_failures(self._folder):
            journal = home / JOURNAL
            remove_quietly(each for each in home.iterdir() if each != journal)
            remove_quietly([journal])  # the last, so that a cut in between leaves it to be seen
            home.rmdir()

    def _end(self, name: str, journal: Journal, present: set[int]) -> None:
        home = self._folder / name
        count = len(_pieces(journal))
        writer = JournalWriter(home / JOURNAL, self._key, journal.head, journal.length)
        try:
            orphan = self._orphan(name, count + 1) if max(present, default=0) == count + 1 else None
            if orphan is not None:
                writer.append(orphan)
                count += 1
            writer.append(end_record(count, self._clock(), is_whole=False))
        finally:
            writer.close()
        remove_quietly(home.glob("*.part"))

    def _orphan(self, name: str, number: int) -> Record | None:
        """The piece that was written and not yet named when the power went; None where it cannot be unsealed."""
        sealed = (self._folder / piece_name(name, number)).read_bytes()
        try:
            plain = self._files.read(piece_name(name, number))
        except StorageProblem:
            return None
        return piece_record(number, plain, sealed, self._clock())

    def _read(self, name: str) -> Journal:
        try:
            return read_journal(self._folder / name / JOURNAL, self._key)
        except FileNotFoundError:
            if (self._folder / name).is_dir():
                return _NO_JOURNAL
            raise

    def _read_if_there(self, name: str) -> Journal:
        """One that is removed meanwhile holds nothing."""
        try:
            return self._read(name)
        except FileNotFoundError:
            return _NO_JOURNAL

    def _names(self) -> list[str]:
        if not self._folder.is_dir():
            return []
        return sorted(each.name for each in self._folder.iterdir() if _NAME.fullmatch(each.name))

    def _piece_numbers(self, name: str) -> set[int]:
        return {int(each.stem) for each in self._piece_files(name)}

    def _piece_files(self, name: str) -> list[Path]:
        return [each for each in (self._folder / name).iterdir() if _PIECE.fullmatch(each.name)]


def _joined(films: list[TravellingFilm]) -> TravellingFilm:
    """The pieces numbered through; only of one recording that was ended in order is it whole."""
    segments = [each for film in films for each in film.listed["segments"]]
    listed = {
        **films[0].listed,
        "whole": len(films) == 1 and films[0].listed["whole"],
        "intact": all(film.listed["intact"] for film in films),
        "segments": [{**each, "segment": number} for number, each in enumerate(segments, 1)],
    }
    return TravellingFilm(listed, b"".join(film.content for film in films))


def _pieces(journal: Journal) -> list[Record]:
    return [record for record in journal.records if "segment" in record]


def _is_good(name: str, journal: Journal, pieces: int) -> bool:
    """Whether it is this recording's own journal, whole to its end."""
    if not journal.is_intact or not journal.records or journal.records[0].get("recording") != name:
        return False
    last = journal.records[-1]
    return "ended_at" not in last or last["segments"] == pieces


def _stored(name: str, journal: Journal) -> StoredRecording | None:
    if not journal.records or journal.records[0].get("recording") != name:
        return None
    first, last = journal.records[0], journal.records[-1]
    begun_at = datetime.fromisoformat(first["begun_at"])
    return StoredRecording(name, first["case_id"], begun_at, len(_pieces(journal)), bool(last.get("whole")))
