"""A speaker made of software: ALSA plays through its own `file` plug-in into a pipe, and here is the ear behind it.

So the real `aplay` and the real ALSA library are at work; only the sound card is missing. Without named pipes
(Windows) the address is the machine's own speaker, and nothing is heard here.
"""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Self

_LOOK_S = 0.05
_IDLE_S = 0.01
_HANG_LIMIT_S = 5.0
_CHUNK_BYTES = 4096
_NAME = "speaker"
_CONFIG = """
pcm.speaker {{
    type file
    slave.pcm {{ type null }}
    file "{pipe}"
    format raw
}}
"""
HAS_PIPES = hasattr(os, "mkfifo")


class SpeakerSimulator:
    """`heard`: the samples of each sentence, 16-bit little-endian, as ALSA gave them to the card; silence left out.

    ALSA fills the last period with silence, so a sentence ends with some zeros.
    """

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._lock = threading.Lock()
        self._ending = threading.Event()
        self._plugged = threading.Event()
        self._deaf = threading.Event()
        self._resting = threading.Event()
        self._bytes_per_s = 0
        self._unplugged_after = -1
        self._heard: list[bytes] = []
        self._thread: threading.Thread | None = None

    @property
    def address(self) -> str:
        if not HAS_PIPES:
            return "alsa:default"
        return f"alsa:{_NAME}?config={self._in_folder('asound.conf')}"

    @property
    def heard(self) -> list[bytes]:
        with self._lock:
            return list(self._heard)

    def start(self) -> None:
        if not HAS_PIPES:
            return
        self._folder = Path(tempfile.mkdtemp(prefix="bianmin-"))
        os.mkfifo(self._in_folder(_NAME))
        self._ending.clear()
        self.plug()
        self._thread = threading.Thread(target=self._listen, name="speaker", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Twice is once."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._ending.set()
            thread.join()
        folder, self._folder = self._folder, None
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def unplug(self) -> None:
        """The USB sound card pulled out: its name is gone, and what was being played breaks off."""
        if HAS_PIPES:
            self._in_folder("asound.conf").write_text("", encoding="utf-8")
            self._plugged.clear()

    def plug(self) -> None:
        if HAS_PIPES:
            config = _CONFIG.format(pipe=self._in_folder(_NAME))
            self._in_folder("asound.conf").write_text(config, encoding="utf-8")
            self._plugged.set()

    def hang(self) -> None:
        """The card takes nothing any more, and does not say so."""
        self._resting.clear()
        self._deaf.set()
        self._resting.wait(_HANG_LIMIT_S)

    def pace(self, bytes_per_s: int) -> None:
        """As slow as a card is (16 kHz mono: 32000); 0 takes all at once."""
        self._bytes_per_s = bytes_per_s

    def unplug_after(self, count: int) -> None:
        """The card is pulled out when `count` bytes of a sentence have come."""
        self._unplugged_after = count

    def clear(self) -> None:
        self._deaf.clear()
        self._bytes_per_s, self._unplugged_after = 0, -1

    def _in_folder(self, name: str) -> Path:
        if self._folder is None:
            raise RuntimeError("the simulator speaker was not started")
        return self._folder / name

    def _listen(self) -> None:
        while not self._ending.is_set():
            if self._deaf.is_set() or not self._plugged.is_set():
                self._resting.set()
                self._ending.wait(_LOOK_S)
                continue
            pipe = os.open(self._in_folder(_NAME), os.O_RDONLY | os.O_NONBLOCK)
            _hold_little(pipe)
            try:
                self._keep(self._hear_one(pipe))
            finally:
                os.close(pipe)

    def _hear_one(self, pipe: int) -> bytes:
        """What one player plays, to its end or the card's."""
        heard = bytearray()
        while self._plugged.is_set() and not self._ending.is_set():
            if self._deaf.is_set():
                if not heard:
                    break  # the next player will not even get the door open
                self._resting.set()
                self._ending.wait(_LOOK_S)
                continue
            select.select([pipe], [], [], _LOOK_S)
            with contextlib.suppress(BlockingIOError):
                piece = os.read(pipe, _CHUNK_BYTES)
                if not piece and heard:
                    break
                heard += piece
                if not piece:
                    self._ending.wait(_IDLE_S)  # nobody has opened the pipe yet
                elif self._bytes_per_s:
                    time.sleep(len(piece) / self._bytes_per_s)
            if 0 <= self._unplugged_after <= len(heard):
                self._unplugged_after = -1
                self.unplug()
        return bytes(heard)

    def _keep(self, heard: bytes) -> None:
        if heard.strip(b"\0"):
            with self._lock:
                self._heard.append(heard)


def _hold_little(pipe: int) -> None:
    """A sound card has a tenth of a second in hand, a pipe two seconds."""
    if sys.platform == "linux":
        import fcntl

        # Where more than that was written before the pipe was opened here, it stays as large.
        with contextlib.suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _CHUNK_BYTES)
