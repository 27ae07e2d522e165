"""A camera without glass: a folder of picture files which the driver reads as `images:`."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

import cv2
import numpy as np

from hardware.camera.capture import PICTURE_SUFFIXES
from hardware.camera.interface import Picture

COVERED_HEIGHT_PX = 720
COVERED_WIDTH_PX = 1280

Shown = Path | str | Picture
"""A picture file, a folder of them, or the pixels themselves (H×W×3, BGR)."""


class CameraSimulator:
    """What stands before the lens is worked by `show`, `cover`, `unplug` and `plug`. Dark until something is shown."""

    def __init__(self, scene: Shown | Sequence[Shown] | None = None) -> None:
        self._scene = scene
        self._home: Path | None = None
        self._count = 0

    @property
    def address(self) -> str:
        return f"images:{self._folder}"

    def start(self) -> None:
        if self._home is None:
            self._home = Path(tempfile.mkdtemp(prefix="camera-"))
            self._folder.mkdir()
            if self._scene is None:
                self.cover()
            else:
                self.show(self._scene)

    def close(self) -> None:
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

    def show(self, scene: Shown | Sequence[Shown]) -> None:
        """Put one picture, or several in turn, before the lens. Raises FileNotFoundError, ValueError."""
        folder = self._folder if self._folder.exists() else self._away
        old = [entry for entry in folder.iterdir() if entry.suffix != ".new"]
        self._count += 1
        for place, one in enumerate(_files_and_pixels(scene)):
            suffix = one.suffix if isinstance(one, Path) else ".png"
            name = f"{self._count:06d}-{place:03d}"
            fresh = folder / f"{name}.new"
            if isinstance(one, Path):
                shutil.copyfile(one, fresh)
            else:
                cv2.imencode(".png", one)[1].tofile(fresh)
            fresh.replace(folder / f"{name}{suffix}")  # seen whole or not at all
        for entry in old:
            entry.unlink()

    def cover(self) -> None:
        """A hand over the lens: black."""
        self.show(np.zeros((COVERED_HEIGHT_PX, COVERED_WIDTH_PX, 3), np.uint8))

    def unplug(self) -> None:
        if self._folder.exists():
            self._folder.rename(self._away)

    def plug(self) -> None:
        if self._away.exists():
            self._away.rename(self._folder)

    @property
    def _folder(self) -> Path:
        if self._home is None:
            raise RuntimeError("the camera simulator was not started")
        return self._home / "pictures"

    @property
    def _away(self) -> Path:
        return self._folder.with_name("pictures-away")


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
