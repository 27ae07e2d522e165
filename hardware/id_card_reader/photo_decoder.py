"""A vendor's decoder for card photos (WLT), loaded by its path in a child process of its own.

No open decoder exists, and a closed library may crash, loop, leak or write rubbish: none of that is ours. Each photo
gets a fresh child, which is given the photo by pipe, answers by pipe, may put nothing on the disk (where the system
can forbid it) and is killed when it is over time. So no picture of one person is left for the next.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path

from hardware.id_card_reader import decoder_child
from hardware.id_card_reader.decoder_child import CANNOT_LOAD, NO_FUNCTION, OUTPUT_BYTES, REPLY_START
from hardware.id_card_reader.decoder_settings import DecoderSettings
from hardware.id_card_reader.portrait_picture import portrait_png

LIMIT_S = 2.0
START_LIMIT_S = 10.0
"""Until the child has begun: a program started on a busy machine is not a decoder that loops."""
PHOTO_BYTES = 1024
_KEPT_VARIABLES = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "LANG")
_ENDED_S = 5.0


class Cause(StrEnum):
    """Why there is no picture."""

    MISSING = "missing"
    NOT_LOADABLE = "not_loadable"
    NO_FUNCTION = "no_function"
    NOT_STARTED = "not_started"
    CRASHED = "crashed"
    TIMED_OUT = "timed_out"
    REFUSED = "refused"
    GARBAGE = "garbage"


@dataclass(frozen=True, slots=True)
class Portrait:
    """A PNG of 102 × 126 pixels."""

    png: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class NotDecoded:
    cause: Cause


class PhotoDecoder:
    """May be called from any thread; never on the window's, for a call may take as long as its limits."""

    def __init__(
        self, settings: DecoderSettings, *, limit_s: float = LIMIT_S, start_limit_s: float = START_LIMIT_S
    ) -> None:
        self._settings = settings
        self._limit_s = limit_s
        self._start_limit_s = start_limit_s

    def decode(self, photo_wlt: bytes) -> Portrait | NotDecoded:
        """Never raises for what the library does."""
        if len(photo_wlt) != PHOTO_BYTES:
            return NotDecoded(Cause.GARBAGE)
        reply = self._ask(photo_wlt)
        if isinstance(reply, NotDecoded):
            return reply
        returned = int.from_bytes(reply[:4], "little", signed=True)
        if self._settings.returns is not None and returned != self._settings.returns:
            return NotDecoded(Cause.REFUSED)
        png = portrait_png(reply[4:], self._settings.output, self._settings.turn)
        return NotDecoded(Cause.GARBAGE) if png is None else Portrait(png)

    def check(self) -> NotDecoded | None:
        """Whether the library loads and has the function, without any photo; for a self-test."""
        reply = self._ask(b"")
        return reply if isinstance(reply, NotDecoded) else None

    def _ask(self, photo: bytes) -> bytes | NotDecoded:
        if not Path(self._settings.library).is_file():
            return NotDecoded(Cause.MISSING)
        try:
            task = json.dumps({**asdict(self._settings), "limit_s": self._limit_s})
            child = _Child(task, Path(self._settings.library).parent)
        except OSError:
            return NotDecoded(Cause.NOT_STARTED)
        with child:
            return child.ask(photo, self._start_limit_s, self._limit_s)


def child_command() -> list[str]:
    """A packaged program has no interpreter beside it: it starts itself, and `decoder_child.run_if_asked` answers."""
    if getattr(sys, "frozen", False):
        return [sys.executable, decoder_child.FLAG]
    return [sys.executable, "-I", "-S", str(Path(decoder_child.__file__)), decoder_child.FLAG]


class _Child:
    """One process for one photo, in the library's own folder, where vendors' licence files are looked for.

    Raises OSError when it cannot be started.
    """

    def __init__(self, task: str, folder: Path) -> None:
        environment = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
        self._process = subprocess.Popen(  # noqa: S603 - our own program; the library is the station's own setting
            [*child_command(), task],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd=folder,
            start_new_session=True,
        )
        self._reply = b""
        self._begun = threading.Event()
        self._ear = threading.Thread(target=self._listen, name="photo decoder", daemon=True)
        self._ear.start()

    def __enter__(self) -> _Child:
        return self

    def __exit__(self, *_: object) -> None:
        self._kill()
        self._ear.join(_ENDED_S)
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
        if self._process.stdout is not None and not self._ear.is_alive():  # closing it would wait for who reads it
            self._process.stdout.close()

    def ask(self, photo: bytes, start_limit_s: float, limit_s: float) -> bytes | NotDecoded:
        """What stands behind REPLY_START: the function's return value and the whole of its output buffer."""
        if not self._begun.wait(start_limit_s):
            return NotDecoded(Cause.NOT_STARTED)
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):  # it ended already: how, its exit code says
                self._process.stdin.write(photo)
                self._process.stdin.close()
        self._ear.join(limit_s)
        if self._ear.is_alive():
            return NotDecoded(Cause.TIMED_OUT)
        if len(self._reply) == _REPLY_BYTES and self._reply.startswith(REPLY_START):
            return self._reply[len(REPLY_START) :]
        return NotDecoded(self._why_it_ended())

    def _listen(self) -> None:
        """A whole reply at most is kept, whatever comes."""
        pipe = self._process.stdout
        if pipe is not None:
            pipe.read(1)
            self._begun.set()
            self._reply = pipe.read(_REPLY_BYTES)
        self._begun.set()

    def _why_it_ended(self) -> Cause:
        try:
            code = self._process.wait(_ENDED_S)
        except subprocess.TimeoutExpired:
            return Cause.TIMED_OUT
        known = {CANNOT_LOAD: Cause.NOT_LOADABLE, NO_FUNCTION: Cause.NO_FUNCTION}
        return known.get(code, Cause.CRASHED)

    def _kill(self) -> None:
        """With all that it may have started."""
        if hasattr(os, "killpg"):
            with contextlib.suppress(OSError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.wait()


_REPLY_BYTES = len(REPLY_START) + 4 + OUTPUT_BYTES
