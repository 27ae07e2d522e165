"""A camera without glass: a folder of picture files which the driver reads as `images:`."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import RLock, Timer
from types import TracebackType

import cv2
import numpy as np

from hardware.camera.folder import PICTURE_SUFFIXES
from hardware.camera.interface import Picture

COVERED_HEIGHT_PX = 720
COVERED_WIDTH_PX = 1280
TEST_CARD_PX = (360, 640)

Shown = Path | str | Picture
"""A picture file, a folder of them, or the pixels themselves (H×W×3, BGR)."""


class CameraSimulator:
    """What stands before the lens is worked by `show` and `cover`, the cable by `unplug` and `plug`, the stream by
    `pause`, `resume`, `slow`, `corrupt` and `tear`. Dark until something is shown.
    """

    def __init__(self, scene: Shown | Sequence[Shown] | None = None) -> None:
        self._scene = scene
        self._home: Path | None = None
        self._count = 0
        self._lock = RLock()
        self._timers: list[Timer] = []

    @property
    def address(self) -> str:
        return f"images:{self._folder}"

    def start(self) -> None:
        if self._home is None:
            self._home = Path(tempfile.mkdtemp(prefix="camera-"))
            self._folder.mkdir()
            self._held.mkdir()
            if self._scene is None:
                self.cover()
            else:
                self.show(self._scene)

    def close(self) -> None:
        for timer in self._timers:
            timer.cancel()
        with self._lock:
            if self._home is not None:
                shutil.rmtree(self._home, ignore_errors=True)
                self._home = None

    def __enter__(self) -> CameraSimulator:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ------------------------------------------------------------ before the lens

    def show(self, scene: Shown | Sequence[Shown]) -> None:
        """Put one picture, or several in turn, before the lens. Raises FileNotFoundError, ValueError."""
        self._put(scene)
        self._scene = scene

    def show_test_card(self) -> None:
        self.show(bars_card())

    def cover(self) -> None:
        """A hand over the lens: black."""
        self._put(np.zeros((COVERED_HEIGHT_PX, COVERED_WIDTH_PX, 3), np.uint8))

    def restore(self) -> None:
        """What was shown last is seen again: the hand is taken away, the bytes are whole."""
        self._put(bars_card() if self._scene is None else self._scene)

    # ------------------------------------------------------------ the cable

    def unplug(self) -> None:
        with self._lock:
            if self._folder.exists():
                self._folder.rename(self._away)

    def plug(self) -> None:
        with self._lock:
            if self._away.exists():
                self._away.rename(self._folder)

    # ------------------------------------------------------------ the stream

    def pause(self) -> None:
        """It is there and gives no picture."""
        with self._lock:
            for entry in self._pictures():
                entry.rename(self._held / entry.name)

    def resume(self) -> None:
        with self._lock:
            if self._home is not None:
                for entry in self._held.iterdir():
                    entry.rename(self._there / entry.name)

    def slow(self, seconds: float) -> None:
        """The next picture takes so long."""
        self.pause()
        timer = Timer(seconds, self.resume)
        timer.daemon = True
        self._timers.append(timer)
        timer.start()

    def corrupt(self) -> None:
        """Bytes that are no picture."""
        self._spoil(lambda content: bytes(len(content) + 1))

    def tear(self) -> None:
        """The first half of each picture's bytes."""
        self._spoil(lambda content: content[: len(content) // 2])

    # ------------------------------------------------------------ files

    def _put(self, scene: Shown | Sequence[Shown]) -> None:
        with self._lock:
            old = [*self._pictures(), *self._held.iterdir()]
            self._count += 1
            for place, one in enumerate(_files_and_pixels(scene)):
                suffix = one.suffix if isinstance(one, Path) else ".png"
                content = one.read_bytes() if isinstance(one, Path) else cv2.imencode(".png", one)[1].tobytes()
                self._write(f"{self._count:06d}-{place:03d}{suffix}", content)
            for entry in old:
                entry.unlink()

    def _spoil(self, change: Callable[[bytes], bytes]) -> None:
        with self._lock:
            for entry in self._pictures():
                self._write(entry.name, change(entry.read_bytes()))

    def _write(self, name: str, content: bytes) -> None:
        fresh = self._there / f"{name}.new"
        fresh.write_bytes(content)
        fresh.replace(self._there / name)  # seen whole or not at all

    def _pictures(self) -> list[Path]:
        return [entry for entry in self._there.iterdir() if entry.suffix != ".new"]

    @property
    def _folder(self) -> Path:
        if self._home is None:
            raise RuntimeError("the camera simulator was not started")
        return self._home / "pictures"

    @property
    def _away(self) -> Path:
        return self._folder.with_name("pictures-away")

    @property
    def _held(self) -> Path:
        return self._folder.with_name("pictures-held")

    @property
    def _there(self) -> Path:
        """Where the pictures lie, plugged in or not."""
        return self._folder if self._folder.exists() else self._away


def bars_card() -> Picture:
    """Eight bars from dark to light: nobody's face, and nothing that could be taken for a covered lens."""
    height, width = TEST_CARD_PX
    bars = np.repeat(np.linspace(30, 240, 8).astype(np.uint8), width // 8)
    return np.ascontiguousarray(np.broadcast_to(bars[None, :, None], (height, width, 3)))


def _files_and_pixels(scene: Shown | Sequence[Shown]) -> list[Path | Picture]:
    match scene:
        case np.ndarray():
            return [scene]
        case str() | Path():
            path = Path(scene)
            files = [path] if path.is_file() else sorted(path.iterdir())
            pictures: list[Path | Picture] = [file for file in files if file.suffix.lower() in PICTURE_SUFFIXES]
            if not pictures:
                raise ValueError(f"no picture in {path}")
            return pictures
        case _:
            return [one for part in scene for one in _files_and_pixels(part)]
