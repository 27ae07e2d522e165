"""The recorder's thread: nobody waits for it, nothing is lost unheard."""

import io
import threading
import time
from collections.abc import Callable

import av
import numpy as np
import pytest

from hardware.camera.encoder import Segment, SegmentEncoder
from hardware.camera.interface import Shot
from hardware.camera.recorder import WAITING_MAX, Recorder
from hardware.errors import RecordingFailed

PATIENCE_S = 20


def shot(number: int, at: float) -> Shot:
    return Shot(np.full((36, 64, 3), number % 256, np.uint8), number, at)


class Kept:
    """Where pieces go; `hold` makes it as slow as a bad disk."""

    def __init__(self) -> None:
        self.pieces: list[Segment] = []
        self.came = threading.Semaphore(0)
        self.gate = threading.Event()
        self.gate.set()
        self.inside = threading.Event()

    def __call__(self, piece: Segment) -> None:
        self.inside.set()
        assert self.gate.wait(PATIENCE_S)
        self.pieces.append(piece)
        self.came.release()


class Heard:
    def __init__(self) -> None:
        self.failures: list[RecordingFailed] = []
        self.came = threading.Event()

    def __call__(self, failure: RecordingFailed) -> None:
        self.failures.append(failure)
        self.came.set()


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def heard() -> Heard:
    return Heard()


def small(segment_s: float) -> SegmentEncoder:
    return SegmentEncoder((64, 36), segment_s)


def recorder(kept: Callable[[Segment], None], heard: Heard, segment_s: float = 1.0) -> Recorder:
    return Recorder(kept, heard, segment_s, small)


def feed(recorder: Recorder, count: int, rate: float = 25.0, start: float = 100.0) -> None:
    """Each once the one before is encoded, so that none is dropped."""
    for number in range(count):
        while not recorder.push(shot(number, start + number / rate)):
            time.sleep(0.001)


def test_everything_pushed_is_kept_in_order_and_plays(kept: Kept, heard: Heard) -> None:
    recording = recorder(kept, heard)
    feed(recording, 60)
    summary = recording.finish(PATIENCE_S)
    assert (summary.segments, summary.frames) == (3, 60)
    assert summary.seconds == pytest.approx(2.4)
    assert [piece.number for piece in kept.pieces] == [1, 2, 3]
    with av.open(io.BytesIO(b"".join(piece.data for piece in kept.pieces))) as film:
        assert sum(1 for _ in film.decode(video=0)) == 60
    assert heard.failures == []


def test_a_camera_faster_than_the_film_is_thinned_out_evenly(kept: Kept, heard: Heard) -> None:
    recording = recorder(kept, heard)
    feed(recording, 120, rate=60)
    assert 48 <= recording.finish(PATIENCE_S).frames <= 52


@pytest.mark.parametrize("rate", [25.0, 30.0])
def test_a_camera_that_trembles_loses_no_picture_of_the_film(kept: Kept, heard: Heard, rate: float) -> None:
    recording = recorder(kept, heard)
    rng = np.random.default_rng(1)
    for number in range(75):
        at = 100 + number / rate + rng.uniform(-0.004, 0.004)
        while not recording.push(shot(number, at)):
            time.sleep(0.001)
    assert recording.finish(PATIENCE_S).frames >= 75 / rate * 25 - 2


def test_pictures_are_dropped_and_counted_while_the_disk_hangs_and_nobody_waits(kept: Kept, heard: Heard) -> None:
    recording = recorder(kept, heard, segment_s=0.2)
    kept.gate.clear()
    feed(recording, 6)
    assert kept.inside.wait(PATIENCE_S)  # it hangs in keeping the first piece
    taken = [recording.push(shot(number, 101 + number / 25)) for number in range(40)]
    assert taken.count(True) <= WAITING_MAX
    assert recording.so_far().dropped == taken.count(False) >= 30
    kept.gate.set()
    summary = recording.finish(PATIENCE_S)
    assert summary.frames == sum(piece.frames for piece in kept.pieces) == 6 + taken.count(True)


def test_a_piece_is_kept_in_time_also_when_no_picture_comes_any_more(kept: Kept, heard: Heard) -> None:
    recording = recorder(kept, heard, segment_s=0.1)
    recording.push(shot(1, 100.0))
    assert kept.came.acquire(timeout=PATIENCE_S)
    assert [piece.frames for piece in kept.pieces] == [1]
    recording.push(shot(2, 160.0))
    assert kept.came.acquire(timeout=PATIENCE_S)
    assert recording.finish(PATIENCE_S).segments == 2
    with av.open(io.BytesIO(kept.pieces[1].data)) as film:
        assert sum(1 for _ in film.decode(video=0)) == 1


def test_a_piece_that_cannot_be_kept_ends_the_recording_and_is_told(heard: Heard) -> None:
    def full(_: Segment) -> None:
        raise OSError(28, "No space left on device")

    recording = recorder(full, heard, segment_s=0.2)
    feed_until_it_fails(recording)
    assert heard.came.wait(PATIENCE_S)
    (failure,) = heard.failures
    assert failure.code == "HW-501"
    assert isinstance(failure.__cause__, OSError)
    assert failure.what_to_do
    with pytest.raises(RecordingFailed):
        recording.finish(PATIENCE_S)


def feed_until_it_fails(recording: Recorder) -> None:
    with pytest.raises(RecordingFailed):
        feed_on(recording)


def feed_on(recording: Recorder) -> None:
    for number in range(100_000):
        recording.push(shot(number, 100 + number / 25))
        time.sleep(0.001)


class Broken(SegmentEncoder):
    """Fails at the n-th picture."""

    def __init__(self, left: int) -> None:
        super().__init__((64, 36))
        self.left = left

    def add(self, picture: np.ndarray, at_s: float) -> Segment | None:
        self.left -= 1
        if self.left == 0:
            raise ZeroDivisionError
        return super().add(picture, at_s)


@pytest.mark.parametrize("at", [1, 2, 30])
def test_a_crash_of_the_encoder_at_any_picture_is_told_and_what_was_kept_stays(
    kept: Kept, heard: Heard, at: int
) -> None:
    recording = Recorder(kept, heard, make_encoder=lambda _: Broken(at))
    feed_until_it_fails(recording)
    assert heard.came.wait(PATIENCE_S)
    assert [str(failure) for failure in heard.failures] == ["录像编码出错（ZeroDivisionError）"]
    assert len(kept.pieces) == (at - 1) // 25
    with pytest.raises(RecordingFailed):
        recording.push(shot(1, 1000))


def test_an_encoder_that_is_not_there_is_told(kept: Kept, heard: Heard) -> None:
    def missing(_: float) -> SegmentEncoder:
        raise ImportError("no av")

    recording = Recorder(kept, heard, make_encoder=missing)
    assert heard.came.wait(PATIENCE_S)
    with pytest.raises(RecordingFailed, match="ImportError"):
        recording.finish(PATIENCE_S)


def test_a_picture_that_cannot_be_encoded_is_told(kept: Kept, heard: Heard) -> None:
    recording = recorder(kept, heard)
    recording.push(Shot(np.zeros((0, 0, 3), np.uint8), 1, 100.0))
    assert heard.came.wait(PATIENCE_S)


def test_an_end_that_takes_too_long_is_told(kept: Kept, heard: Heard) -> None:
    recording = recorder(kept, heard)
    kept.gate.clear()
    recording.push(shot(1, 100.0))
    with pytest.raises(RecordingFailed, match="没有按时"):
        recording.finish(0.05)
    kept.gate.set()
    assert kept.came.acquire(timeout=PATIENCE_S)


def test_pictures_after_the_end_are_not_taken(kept: Kept, heard: Heard) -> None:
    recording = recorder(kept, heard)
    recording.push(shot(1, 100.0))
    recording.finish(PATIENCE_S)
    assert recording.push(shot(2, 101.0))
    assert recording.finish(PATIENCE_S).frames == 1
