"""A screen pad's program: a real HTTP server on this machine, with a page that can really be touched."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from typing import Any, Self

from hardware.evaluation_keypad.screen_messages import ScreenQuestion
from hardware.evaluation_keypad.screen_program import ScreenProgram
from hardware.evaluation_keypad.screen_server import ScreenRequest, ScreenServer, Spoilt

_LOOK_S = 0.02


@dataclass(frozen=True, slots=True)
class Faults:
    """What goes wrong. Numbers count down with each answer; the others stay until set back."""

    silent: bool = False
    slow_s: float = 0.0
    screen_off: bool = False
    garbage: int = 0
    http_500: int = 0
    half_answers: int = 0
    lost_answers: int = 0
    stale_answers: int = 0
    in_turn: tuple[str, ...] = ()
    """What becomes of the next answers, one word each: a name from above, or "" for a good one."""


class ScreenPadSimulator:
    """`press_when_asked` is the grade every question is answered with at once; None leaves it to `press`."""

    def __init__(self, *, press_when_asked: int | None = None, port: int = 0) -> None:
        self.program = ScreenProgram()
        self.standing_grade = press_when_asked
        self._faults = Faults()
        self._lock = threading.Lock()
        self._port = port
        self._server: ScreenServer | None = None
        self._thread: threading.Thread | None = None
        self._gone = threading.Event()

    @property
    def address(self) -> str:
        """Known once started; the same through unplug and plug. A browser shows the touch page there."""
        return f"http://127.0.0.1:{self._port}/"

    @property
    def asking(self) -> ScreenQuestion | None:
        return self.program.asking

    @property
    def thanked(self) -> list[tuple[ScreenQuestion, int]]:
        """Which grades a person was thanked for, in order."""
        return list(self.program.thanked)

    @property
    def volume(self) -> int:
        return self.program.volume

    @property
    def screen_on(self) -> bool:
        return not self._faults.screen_off

    def start(self) -> None:
        self.plug()

    def close(self) -> None:
        """Twice is once."""
        self.unplug()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def plug(self) -> None:
        """The program starts, and knows of no question."""
        if self._server is not None:
            return
        self._gone = threading.Event()
        request = type("Request", (ScreenRequest,), {"pad": self})
        self._server = ScreenServer(("127.0.0.1", self._port), request)
        self._port = self._server.server_address[1]
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(_LOOK_S,), name="screen pad", daemon=True
        )
        self._thread.start()

    def unplug(self) -> None:
        """The program ends, in the middle of whatever it was saying."""
        server, self._server = self._server, None
        if server is None:
            return
        self._gone.set()
        server.shutdown()
        server.server_close()
        if self._thread is not None:
            self._thread.join()
        self.program.restart()

    def restart(self) -> None:
        """The program ended and began again, too fast for the port to be missed."""
        self.program.restart()

    def press(self, grade: int) -> bool:
        return self.program.press(grade)

    def press_when_asked(self, grade: int | None) -> None:
        self.standing_grade = grade

    def cancel(self) -> bool:
        return self.program.press_cancel()

    def set_faults(self, **changes: Any) -> None:
        """Fields of Faults; `set_faults(silent=True)`."""
        with self._lock:
            self._faults = replace(self._faults, **changes)

    def clear_faults(self) -> None:
        with self._lock:
            self._faults = Faults()

    # What its server asks

    @property
    def is_gone(self) -> threading.Event:
        """Set when this run of the program has ended."""
        return self._gone

    @property
    def silent(self) -> bool:
        return self._faults.silent

    @property
    def slow_s(self) -> float:
        return self._faults.slow_s

    def spoils(self) -> Spoilt | None:
        """How the next answer goes wrong."""
        with self._lock:
            if self._faults.in_turn:
                word, *rest = self._faults.in_turn
                self._faults = replace(self._faults, in_turn=tuple(rest))
                return Spoilt(word) if word else None
            for spoilt in Spoilt:
                left = getattr(self._faults, spoilt.value)
                if left:
                    self._faults = replace(self._faults, **{spoilt.value: left - 1})
                    return spoilt
        return None
