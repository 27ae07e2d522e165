"""A warm process that has imported everything and forks a fresh one for each life: so a death costs milliseconds.

Both sides talk in lines of JSON over standard input and output. While a child lives, it is the child that reads.
"""

from __future__ import annotations

import contextlib
import ctypes
import faulthandler
import importlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

HOUSE = Path(__file__).parents[2]
PATIENCE_S = 60.0
_PR_SET_PDEATHSIG = 1


# ------------------------------------------------------------ within


def say(**told: Any) -> None:
    os.write(1, (json.dumps(told) + "\n").encode())


def hear() -> dict[str, Any] | None:
    """The next line, read byte by byte: what follows it may be meant for somebody else. None at the end.

    Who died while it read leaves the rest of a line, which says nothing.
    """
    line = bytearray()
    while byte := os.read(0, 1):
        if byte == b"\n":
            try:
                return dict(json.loads(line))
            except ValueError:
                return {}
        line += byte
    return None


def die_with_parent() -> None:
    """Nobody outlives a chaos run that was itself ended. Linux only; elsewhere the end of standard input must do."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def live(life: Callable[[Mapping[str, Any]], None]) -> None:
    """Serve until standard input ends. A life that ends by an exception is told as `broken`."""
    die_with_parent()
    faulthandler.enable()  # in every life too, which is a fork of this
    while (asked := hear()) is not None:
        if asked.get("say") != "live":
            continue  # an answer to a child that died before it read it
        learnt, telling = os.pipe()
        child = os.fork()
        if child == 0:
            _one_life(life, asked, telling)
        os.close(telling)
        status = os.waitpid(child, 0)[1]
        with os.fdopen(learnt, "rb") as told:
            _learn(told.read())
        say(ended=os.waitstatus_to_exitcode(status))


def _learn(modules: bytes) -> None:
    """What a life that ended well had to import, the next ones find imported."""
    for name in modules.decode().split():
        if name not in sys.modules:
            with contextlib.suppress(ImportError):
                importlib.import_module(name)


def _one_life(life: Callable[[Mapping[str, Any]], None], asked: Mapping[str, Any], telling: int) -> None:
    import traceback

    die_with_parent()
    say(born=os.getpid())  # the child itself: a parent the machine lets wait would say it after the child's next words
    code = 0
    before = set(sys.modules)
    try:
        life(asked)
        sys.setprofile(None)
        with os.fdopen(telling, "wb") as learnt:
            learnt.write("\n".join(sorted(set(sys.modules) - before)).encode())
    except BaseException:  # noqa: BLE001 - told to the one who asked, who makes the run fail
        sys.setprofile(None)
        say(broken=traceback.format_exc())
        code = 1
    os._exit(code)


# ------------------------------------------------------------ from outside


class Zygote:
    """The other side. One life at a time."""

    def __init__(self, module: str, *words: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, *words],
            cwd=HOUSE,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._lines: SimpleQueue[str] = SimpleQueue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.pid = 0
        """Of the life that goes on; 0 between two."""

    def begin(self, **asked: Any) -> None:
        self.tell(say="live", **asked)
        self.pid = int(self.listen("born")["born"])

    def tell(self, **said: Any) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(said) + "\n")
        self._process.stdin.flush()

    def listen(self, *wanted: str) -> dict[str, Any]:
        """The next line that says one of the wanted words, or that the life ended; without words the next line at all.

        Raises AssertionError for `broken`.
        """
        while True:
            line = self._next_line()
            if not line:
                raise AssertionError("the zygote itself ended")
            told = json.loads(line) if line.startswith("{") else {"printed": line.strip()}
            if "broken" in told:
                raise AssertionError(told["broken"])
            if "ended" in told:
                self.pid = 0
                return dict(told)
            if not wanted or any(each in told for each in wanted):
                return dict(told)

    def _next_line(self) -> str:
        try:
            return self._lines.get(timeout=PATIENCE_S)
        except Empty:
            self._say_where()
            raise AssertionError(f"nothing was heard for {PATIENCE_S} s") from None

    def _say_where(self) -> None:
        """What hangs is ended in a way that writes to standard error where each of its threads stood."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid or self._process.pid, signal.SIGABRT)
        with contextlib.suppress(Empty):
            self._lines.put(self._lines.get(timeout=PATIENCE_S))  # that it is gone is heard by whoever asks next

    @property
    def has_ended(self) -> bool:
        """Whether the life that was begun is over, as far as has been told."""
        while self.pid and not self._lines.empty():
            self.listen()
        return not self.pid

    def end(self) -> None:
        """Politely, and wait until it is gone."""
        self._send(signal.SIGTERM)
        self.await_end()

    def kill(self) -> None:
        """Without warning, and wait until it is really gone."""
        self._send(signal.SIGKILL)
        self.await_end()

    def await_end(self) -> int:
        """The exit status; negative where a signal ended it."""
        while self.pid:
            told = self.listen()
            if "ended" in told:
                return int(told["ended"])
        return 0

    def close(self) -> None:
        self._send(signal.SIGKILL)
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(PATIENCE_S)
        self._reader.join(PATIENCE_S)
        assert self._process.stdout is not None
        self._process.stdout.close()

    def _send(self, sign: signal.Signals) -> None:
        """To the life that goes on, which may have ended without our having heard of it."""
        if self.pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, sign)

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line)
        self._lines.put("")
