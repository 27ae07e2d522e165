"""A far end on a pseudo-terminal."""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import tempfile
import termios
import tty
from collections.abc import Callable
from pathlib import Path

from hardware.transport.addresses import BAUD_RATES
from hardware.transport.far_end import FarEnd, only_when_called

_CHUNK_BYTES = 65536
_FULL_WAIT_S = 0.25
"""A port whose buffer stays full this long has nobody reading: the bytes fall, as on a real wire."""
_OUTPUT_SPEED = 5  # in what tcgetattr gives
_RATES = {getattr(termios, f"B{rate}"): rate for rate in BAUD_RATES if hasattr(termios, f"B{rate}")}
"""The system's constants for speeds, which are not the speeds themselves."""


class PtyFarEnd(FarEnd):
    """The address is a link in a directory of its own, so that it stays when the pseudo-terminal changes."""

    def __init__(
        self,
        name: str,
        receive: Callable[[bytes], None],
        tick: Callable[[], float | None] = only_when_called,
        baud: int | None = None,
    ) -> None:
        super().__init__(receive, tick, baud)
        self._name = name
        self._folder: Path | None = None
        self._master = -1
        self._slave = -1

    @property
    def address(self) -> str:
        return f"pty:{self._symlink}"

    @property
    def plugged(self) -> bool:
        return self._master >= 0

    @property
    def host_baud(self) -> int | None:
        if not self.plugged:
            return None
        return _RATES.get(termios.tcgetattr(self._slave)[_OUTPUT_SPEED])

    def close(self) -> None:
        super().close()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    @property
    def _symlink(self) -> Path:
        if self._folder is None:
            raise RuntimeError(f"the simulator {self._name} was not started")
        return self._folder / self._name

    def _appear(self) -> None:
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="bianmin-"))
        self._master, self._slave = os.openpty()
        # Our own hold on the near end keeps the line alive while no host has it open.
        tty.setraw(self._slave)
        os.set_blocking(self._master, False)
        self._symlink.unlink(missing_ok=True)
        self._symlink.symlink_to(os.ttyname(self._slave))

    def _vanish(self) -> None:
        if self._master < 0:
            return
        self._symlink.unlink(missing_ok=True)
        os.close(self._master)
        os.close(self._slave)
        self._master = self._slave = -1

    def _sources(self) -> list[int]:
        return [self._master] if self._master >= 0 else []

    def _take(self, source: int) -> bytes:
        try:
            return os.read(source, _CHUNK_BYTES)
        except BlockingIOError:
            return b""

    def _put(self, data: bytes) -> None:
        while data:
            _, writable, _ = select.select([], [self._master], [], _FULL_WAIT_S)
            if not writable:
                return
            with contextlib.suppress(BlockingIOError):
                data = data[os.write(self._master, data) :]
