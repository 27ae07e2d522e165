"""One recording under way, and the names and records of its pieces."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from app.domain.errors import StorageProblem
from app.storage.attachment_files import AttachmentFiles
from app.storage.failures import file_failures
from app.storage.recording_journal import JournalWriter, Record, digest

Now = Callable[[], datetime]


class Recording:
    """One thread's. After an error nothing more can be appended; what is kept stays."""

    def __init__(
        self, recording_id: str, folder: Path, files: AttachmentFiles, writer: JournalWriter, now: Now
    ) -> None:
        self.id = recording_id
        self._folder = folder
        self._files = files
        self._writer: JournalWriter | None = writer
        self._now = now
        self._segments = 0

    def append(self, segment: bytes) -> None:
        """Sealed and durable when it returns. Raises StorageProblem and its kinds."""
        writer = self._open_writer()
        number = self._segments + 1
        sealed = self._files.seal(segment)
        try:
            with file_failures(self._folder):
                self._files.write({piece_name(self.id, number): sealed})
                writer.append(piece_record(number, segment, sealed, self._now()))
        except BaseException:
            self._let_go()
            raise
        self._segments = number

    def finish(self) -> int:
        """The number of pieces, now final. Raises StorageProblem and its kinds."""
        writer = self._open_writer()
        try:
            with file_failures(self._folder):
                writer.append(end_record(self._segments, self._now(), is_whole=True))
        finally:
            self._let_go()
        return self._segments

    def _open_writer(self) -> JournalWriter:
        if self._writer is None:
            raise StorageProblem("录像已经结束。", "请重新开始录像。")
        return self._writer

    def _let_go(self) -> None:
        if self._writer is not None:
            self._writer.close()
        self._writer = None


def piece_name(recording_id: str, number: int) -> str:
    return f"{recording_id}/{number:06}.age"


def first_record(recording_id: str, case_id: str, at: datetime) -> Record:
    return {"recording": recording_id, "case_id": case_id, "begun_at": at.isoformat()}


def piece_record(number: int, plain: bytes, sealed: bytes, at: datetime) -> Record:
    return {"segment": number, "at": at.isoformat(), "sha256": digest(plain), "sealed_sha256": digest(sealed)}


def end_record(segments: int, at: datetime, *, is_whole: bool) -> Record:
    return {"ended_at": at.isoformat(), "segments": segments, "whole": is_whole}
