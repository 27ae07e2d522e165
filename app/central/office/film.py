"""A film of a case: its pieces held against the list that was written while it was recorded, the good ones played.

The film (attachment, `video/mp2t`) is the pieces joined. `data.recordings[ATTACHMENT]` lists them as the station's
journal has them: `{"recording", "begun_at", "whole", "intact", "segments": [{"segment", "at", "sha256", "size"}]}`; a
piece that the station could no longer open has size 0 in it and the journal's hash all the same. Browsers play no
MPEG-TS, so the good pieces are put into an MP4 without being encoded anew. All in memory: nothing of a film lies open
on a disk.
"""

from __future__ import annotations

import hashlib
import io
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import RowMapping

from app.central.centre import Centre
from app.central.office.papers import ALTERED, GONE, NOT_ARRIVED, Unshowable, plain_pieces
from app.central.sealing import SealBroken
from app.domain.errors import StorageProblem
from app.domain.formats import CHINA

LARGEST_BYTES = 256 * 1024 * 1024
"""A longer film is not played here: it would stand in memory twice."""
TOO_LARGE = f"录像超过 {LARGEST_BYTES // 1024 // 1024} MB，网页上放不了。"
NOT_PLAYABLE = "录像里没有放得出来的画面。"
FILMS_AT_ONCE = 2
"""Of one replica; who comes next waits, but not for long: he holds a thread that a station may need."""
TURN_S = 5.0
BUSY = "看录像的人太多。过一会儿再点一次。"
FRAME_S = 1 / 25
PIECES_MAX = 36_000
"""Ten hours in pieces of a second."""
_turn = threading.BoundedSemaphore(FILMS_AT_ONCE)


class PieceState(StrEnum):
    GOOD = "good"
    ALTERED = "altered"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Piece:
    """`at` is the moment it was written, where the list says it readably."""

    number: int
    at: datetime | None
    state: PieceState

    @property
    def words(self) -> str:
        when = f"（{self.at.astimezone(CHINA):%H:%M:%S}）" if self.at else ""
        return f"第 {self.number} 段{when}"


@dataclass(frozen=True, slots=True)
class Film:
    """`is_listed` False: it came without a list of pieces, so only the whole could be compared. `is_ended` False: the
    recording was cut off. `has_more`: bytes that no piece of the list accounts for. `is_list_good` False: the station
    found its own journal changed, so the list is as long as it could be read.
    """

    pieces: tuple[Piece, ...]
    is_listed: bool
    is_ended: bool
    has_more: bool
    good: bytes = field(repr=False)
    is_list_good: bool = True

    def of(self, state: PieceState) -> list[Piece]:
        return [each for each in self.pieces if each.state is state]

    @property
    def is_whole(self) -> bool:
        return self.is_list_good and not self.has_more and all(each.state is PieceState.GOOD for each in self.pieces)


@dataclass(frozen=True, slots=True)
class _Listed:
    number: int
    at: datetime | None
    sha256: str
    size: int


def examined(centre: Centre, row: RowMapping, data: Mapping[str, Any]) -> Film | Unshowable:
    if not row["object_key"]:
        return Unshowable(NOT_ARRIVED)
    if row["size"] > LARGEST_BYTES:
        return Unshowable(TOO_LARGE)
    if not _turn.acquire(timeout=TURN_S):
        return Unshowable(BUSY)
    try:
        content, is_sound = _content(centre, row)
    except StorageProblem:
        return Unshowable(GONE)
    finally:
        _turn.release()
    recordings = data.get("recordings")
    told = recordings.get(row["name"]) if isinstance(recordings, Mapping) else None
    if not isinstance(told, Mapping):
        is_good = is_sound and hashlib.sha256(content).hexdigest() == row["sha256"]
        return Film((), False, True, False, content) if is_good else Unshowable(ALTERED)
    film = _against(list(_listed(told)), content, is_ended=told.get("whole") is True)
    return replace(film, is_list_good=told.get("intact") is not False)


def playable(film: Film) -> bytes | Unshowable:
    """The good pieces as an MP4."""
    if not film.good:
        return Unshowable(NOT_PLAYABLE)
    if not _turn.acquire(timeout=TURN_S):
        return Unshowable(BUSY)
    try:
        return _as_mp4(film.good)
    finally:
        _turn.release()


def _content(centre: Centre, row: RowMapping) -> tuple[bytes, bool]:
    """As much as opens, and whether that is all: every chunk before an altered one is genuine."""
    content = bytearray()
    try:
        for each in plain_pieces(centre, row):
            content += each
            if len(content) > LARGEST_BYTES:
                return bytes(content), False
    except SealBroken:
        return bytes(content), False
    return bytes(content), True


def _listed(told: Mapping[str, Any]) -> Iterator[_Listed]:
    """What is not readable in a list is a piece that nothing can be held against."""
    segments = told.get("segments")
    for number, each in enumerate(segments[:PIECES_MAX] if isinstance(segments, list) else (), 1):
        entry = each if isinstance(each, Mapping) else {}
        size = entry.get("size")
        known = size if isinstance(size, int) and not isinstance(size, bool) and size >= 0 else 0
        yield _Listed(number, moment_of(entry.get("at")), str(entry.get("sha256", "")), known)


def moment_of(text: Any) -> datetime | None:
    """What a station wrote as a time; None where it is none, or says no zone."""
    try:
        at = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return at if at is not None and at.tzinfo is not None else None


def _against(listed: list[_Listed], content: bytes, *, is_ended: bool) -> Film:
    pieces, good, place = [], [], 0
    for each in listed:
        data = content[place : place + each.size]
        place += each.size
        state = _state(each, data)
        if state is PieceState.GOOD:
            good.append(data)
        pieces.append(Piece(each.number, each.at, state))
    return Film(tuple(pieces), True, is_ended, len(content) > place, b"".join(good))


def _state(listed: _Listed, data: bytes) -> PieceState:
    if not data:
        return PieceState.MISSING
    return PieceState.GOOD if hashlib.sha256(data).hexdigest() == listed.sha256 else PieceState.ALTERED


def _as_mp4(content: bytes) -> bytes | Unshowable:
    import av
    from av.error import FFmpegError

    made = io.BytesIO()
    try:
        with av.open(io.BytesIO(content), "r") as source, av.open(made, "w", format="mp4") as target:
            _copy(source, target)
    except (FFmpegError, IndexError, ValueError):
        return Unshowable(NOT_PLAYABLE)
    return made.getvalue()


def _copy(source: Any, target: Any) -> None:
    """Packets as they are; where the moments go back another recording begins, and follows the one before."""
    track = source.streams.video[0]
    copied = target.add_stream_from_template(track)
    frame = round(FRAME_S / float(track.time_base))
    last, later = None, 0
    for packet in source.demux(track):
        if packet.dts is None:
            continue
        if last is not None and packet.dts + later <= last:
            later = last + frame - packet.dts
        packet.pts = packet.dts = last = (
            packet.dts + later
        )  # no picture is shown out of its turn: none refers to a later
        packet.stream = copied
        target.mux(packet)
