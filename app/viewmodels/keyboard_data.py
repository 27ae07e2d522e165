"""Where the on-screen keyboard may keep what it learns: a folder of one sitting, gone with it."""

from __future__ import annotations

import shutil
from pathlib import Path


class KeyboardData:
    """A new empty folder for every sitting; a changed path makes the keyboard forget."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sitting = 0
        shutil.rmtree(folder, ignore_errors=True)
        self._current().mkdir(mode=0o700, parents=True, exist_ok=True)

    @property
    def path(self) -> str:
        return str(self._current())

    def renew(self) -> None:
        """Throw away what was learnt and begin afresh."""
        shutil.rmtree(self._current(), ignore_errors=True)
        self._sitting += 1
        self._current().mkdir(mode=0o700, parents=True, exist_ok=True)

    def _current(self) -> Path:
        return self._folder / f"{self._sitting}"

    def close(self) -> None:
        """The folder goes with the program."""
        shutil.rmtree(self._folder, ignore_errors=True)
