"""Recorder and store together in a process that is killed: no more than the last two seconds are lost."""

import io
import os
import subprocess
import sys
import textwrap
from datetime import UTC, datetime
from pathlib import Path

import av
import pytest

from app.storage.attachment_files import new_identity
from app.storage.recordings import RecordingStore

CHILD = textwrap.dedent(
    """
    import sys, time
    from datetime import UTC, datetime
    from pathlib import Path
    import numpy as np
    from app.storage.recordings import RecordingStore
    from hardware.camera.encoder import SegmentEncoder
    from hardware.camera.interface import Shot
    from hardware.camera.recorder import Recorder

    store = RecordingStore(Path(sys.argv[1]), sys.argv[2], lambda: datetime.now(UTC))
    recording = store.begin("case")
    recorder = Recorder(
        lambda piece: recording.append(piece.data), print, make_encoder=lambda _: SegmentEncoder((64, 36))
    )
    for number in range(100_000):
        shot = Shot(np.full((36, 64, 3), number % 256, np.uint8), number, number / 25)
        while not recorder.push(shot):
            time.sleep(0.001)
        sys.stdout.write(f"{number + 1}\\n")
        sys.stdout.flush()
    """
)
PICTURES_LOST_MAX = 2 * 25


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
@pytest.mark.parametrize("pushed_at_least", [3, 26, 60, 137])
def test_a_killed_recording_plays_up_to_its_last_two_seconds(tmp_path: Path, pushed_at_least: int) -> None:
    identity = new_identity()
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(tmp_path), identity], stdout=subprocess.PIPE)
    assert child.stdout is not None
    lines = [child.stdout.readline() for _ in range(pushed_at_least)]
    child.kill()
    lines += child.stdout.readlines()
    child.stdout.close()
    child.wait(20)
    pushed = int([line for line in lines if line.endswith(b"\n")][-1])

    store = RecordingStore(tmp_path, identity, lambda: datetime.now(UTC))
    store.recover()
    (recording,) = store.all()
    assert store.check(recording.id).is_intact
    film = b"".join(store.segments(recording.id))
    assert pushed - frames_of(film) <= PICTURES_LOST_MAX
    assert not [each for each in os.listdir(tmp_path / recording.id) if each.endswith(".part")]


def frames_of(film: bytes) -> int:
    if not film:
        return 0
    with av.open(io.BytesIO(film)) as opened:
        ticks = [frame.pts for frame in opened.decode(video=0)]
    assert ticks == sorted(set(ticks))
    return len(ticks)
