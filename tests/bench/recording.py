"""What a recording costs and what a kill takes from it; and what a camera costs that nobody looks at."""

from __future__ import annotations

import io
import subprocess
import sys
import textwrap
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import av

from hardware.camera.encoder import FRAMES_PER_S, SegmentEncoder
from hardware.camera.interface import Shot
from hardware.camera.live import LiveCapture
from hardware.camera.recorder import Recorder
from tests.bench.numbered import number_of, numbered, scene

WIDE = (1080, 1920)
SECONDS = 8
IDLE_S = 5.0


def measure_encoding(*, noisy: bool) -> dict[str, Any]:
    """As fast as it goes in one thread; the cost is that of 25 pictures a second."""
    scenes = [numbered(scene(*WIDE, number, noisy=noisy), number) for number in range(FRAMES_PER_S)]
    encoder = SegmentEncoder()
    sizes = []
    begun = time.process_time()
    for number in range(SECONDS * FRAMES_PER_S):
        piece = encoder.add(scenes[number % len(scenes)], number / FRAMES_PER_S)
        sizes += [len(piece.data)] if piece else []
    encoder.finish()
    spent = time.process_time() - begun
    return {"of_one_core": round(spent / SECONDS, 3), "kilobytes_per_s": round(sum(sizes) / len(sizes) / 1000)}


def measure_recorder(folder: Path) -> dict[str, Any]:
    """In real time, 1080p in, sealed pieces on the disk out; `longest_push_ms` is what the camera's thread waits."""
    from app.storage.attachment_files import new_identity
    from app.storage.recordings import RecordingStore

    scenes = [scene(*WIDE, number, noisy=True) for number in range(FRAMES_PER_S)]
    store = RecordingStore(folder, new_identity(), lambda: datetime.now(UTC))
    recording = store.begin("case")
    failures: list[Exception] = []
    recorder = Recorder(lambda piece: recording.append(piece.data), failures.append)
    longest = 0.0
    spent, begun = time.process_time(), time.monotonic()
    for number in range(SECONDS * FRAMES_PER_S):
        time.sleep(max(0.0, begun + number / FRAMES_PER_S - time.monotonic()))
        before = time.monotonic()
        recorder.push(Shot(scenes[number % len(scenes)], number, before))
        longest = max(longest, time.monotonic() - before)
    summary = recorder.finish()
    spent = time.process_time() - spent
    recording.finish()
    film = b"".join(store.segments(recording.id))
    with av.open(io.BytesIO(film)) as opened:
        played = sum(1 for _ in opened.decode(video=0))
    return {
        "of_one_core": round(spent / SECONDS, 3),
        "frames": summary.frames,
        "played": played,
        "dropped": summary.dropped,
        "longest_push_ms": round(longest * 1000, 2),
        "failures": len(failures),
    }


CHILD = textwrap.dedent(
    """
    import sys, time
    from datetime import UTC, datetime
    from pathlib import Path
    from app.storage.recordings import RecordingStore
    from hardware.camera.interface import Shot
    from hardware.camera.recorder import Recorder
    from tests.bench.numbered import numbered, scene

    store = RecordingStore(Path(sys.argv[1]), sys.argv[2], lambda: datetime.now(UTC))
    recording = store.begin("case")
    recorder = Recorder(lambda piece: recording.append(piece.data), print)
    begun = time.monotonic()
    for number in range(1, 1000):
        time.sleep(max(0.0, begun + number / 25 - time.monotonic()))
        recorder.push(Shot(numbered(scene(720, 1280, number, noisy=False), number), number, time.monotonic()))
        sys.stdout.write(f"{number}\\n")
        sys.stdout.flush()
    """
)


def measure_kills(folder: Path, kills: int = 5) -> dict[str, Any]:
    """A recording in real time is killed at different moments; what was lost, in seconds of pictures."""
    from app.storage.attachment_files import new_identity
    from app.storage.recordings import RecordingStore

    lost, identity = [], new_identity()
    for kill in range(kills):
        home = folder / str(kill)
        child = subprocess.Popen([sys.executable, "-c", CHILD, str(home), identity], stdout=subprocess.PIPE)
        if child.stdout is None:
            raise RuntimeError("no pipe")
        lines = [child.stdout.readline() for _ in range(60 + 7 * kill)]
        child.kill()
        pushed = int((lines + child.stdout.readlines())[-1])
        child.stdout.close()
        child.wait()
        store = RecordingStore(home, identity, lambda: datetime.now(UTC))
        (ended,) = store.recover()
        lost.append((pushed - _last_number(b"".join(store.segments(ended.id)))) / FRAMES_PER_S)
    return {"kills": kills, "seconds_lost_max": max(lost), "seconds_lost": lost}


def _last_number(film: bytes) -> int:
    with av.open(io.BytesIO(film)) as opened:
        frames = [frame.to_ndarray(format="bgr24") for frame in opened.decode(video=0)]
    return number_of(frames[-1], 16 / 9, is_mirrored=False)


class _Device:
    """30 pictures a second, for nothing."""

    def __init__(self) -> None:
        self._picture = scene(*WIDE, 0, noisy=False)

    def read(self) -> tuple[bool, Any]:
        time.sleep(1 / 30)
        return True, self._picture.copy()

    def release(self) -> None:
        pass


def measure_idle() -> dict[str, Any]:
    """A live device after somebody looked: its thread is gone; its status is asked once a second."""
    device = _Device()
    camera = LiveCapture(lambda: Path("/dev/null"), lambda _: device, 0.2, "v4l2:0")
    camera.take(time.monotonic() + 5)
    deadline = time.monotonic() + 10
    while any(thread.name == "camera-reader" for thread in threading.enumerate()):
        if time.monotonic() > deadline:
            raise TimeoutError("the reader does not leave")
        time.sleep(0.01)
    spent = time.process_time()
    for _ in range(int(IDLE_S)):
        time.sleep(1)
        camera.status()
    return {"reader_threads": 0, "of_one_core": round((time.process_time() - spent) / IDLE_S, 5)}


def measure(folder: Path) -> dict[str, Any]:
    return {
        "targets": {"of_one_core": 0.4, "seconds_lost_max": 2, "idle_of_one_core": 0.02},
        "encoding_1080p_to_720p_noisy": measure_encoding(noisy=True),
        "encoding_1080p_to_720p_smooth": measure_encoding(noisy=False),
        "recorder": measure_recorder(folder / "recorder"),
        "kill_9": measure_kills(folder / "kills"),
        "idle": measure_idle(),
    }
