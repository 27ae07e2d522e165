"""A line that falls silent without an end, as to a machine that lost its power: nothing comes, and nobody hangs up.

The system here goes on acknowledging what is sent: what it takes to notice a machine that does not is in `cut_network`.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from pathlib import Path

from tests.central.lines import PATIENCE_S

CHUNK_BYTES = 65_536


class SilentLine:
    """Passes on to a socket's file or a port until it freezes. What is connected after a thaw passes again."""

    def __init__(self, far: Path | tuple[str, int]) -> None:
        self._far = far
        self._door = socket.create_server(("127.0.0.1", 0), backlog=512)
        self._changed = threading.Condition()
        self._frozen = threading.Event()
        self._lines: list[socket.socket] = []
        self.held = 0
        """So many connections were begun while nothing passed."""
        self.port = int(self._door.getsockname()[1])
        self._opener = threading.Thread(target=self._open, name="silent-line", daemon=True)
        self._passers: list[threading.Thread] = []
        self._opener.start()

    def freeze(self) -> None:
        """Every line there is, and every new one until the thaw."""
        self._frozen.set()

    def thaw(self) -> None:
        """For new lines; those that fell silent stay so."""
        self._frozen.clear()

    def wait_for_held(self, count: int) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: self.held >= count, PATIENCE_S)

    def hang_up(self) -> None:
        """On everybody who waits."""
        for each in self._lines:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._opener.join()
        self._door.close()
        self.hang_up()
        for each in self._passers:
            each.join()
        for line in self._lines:
            line.close()

    def _open(self) -> None:
        while True:
            try:
                near, _ = self._door.accept()
            except OSError:
                return
            self._lines.append(near)
            if self._frozen.is_set():
                with self._changed:
                    self.held += 1
                    self._changed.notify_all()
            else:
                self._join(near)

    def _join(self, near: socket.socket) -> None:
        far = socket.socket(socket.AF_UNIX if isinstance(self._far, Path) else socket.AF_INET)
        try:
            far.connect(str(self._far) if isinstance(self._far, Path) else self._far)
        except OSError:
            near.shutdown(socket.SHUT_RDWR)
            far.close()
            return
        self._lines.append(far)
        silent = threading.Event()
        for source, target in ((near, far), (far, near)):
            self._passers.append(threading.Thread(target=self._pass, args=(source, target, silent), daemon=True))
            self._passers[-1].start()

    def _pass(self, source: socket.socket, target: socket.socket, silent: threading.Event) -> None:
        """What comes after the freezing is swallowed, its end too, also once others pass again."""
        with contextlib.suppress(OSError):
            while content := source.recv(CHUNK_BYTES):
                if self._frozen.is_set():
                    silent.set()
                if not silent.is_set():
                    target.sendall(content)
        if not (silent.is_set() or self._frozen.is_set()):
            with contextlib.suppress(OSError):
                target.shutdown(socket.SHUT_RDWR)
