"""The lights: what they shall show, kept over a board that forgot; and the thread that lets them blink."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence

from hardware.errors import HardwareError
from hardware.io_board.interface import LIGHTS, LightMode
from hardware.io_board.wiring import Output

HALF_PERIOD_S = 0.5
"""One flash a second. WCAG 2.3.1 allows three; ours shall call, not alarm."""


class Lights:
    """`write` sets an output of the board and may raise.

    Never called by who holds the board's line: the flashing thread waits for the line while it holds the lights.
    """

    def __init__(self, outputs: Mapping[str, Output], write: Callable[[int, bool], None]) -> None:
        self._outputs = outputs
        self._write = write
        self._wanted: dict[str, LightMode] = {}
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def set(self, name: str, mode: LightMode) -> None:
        """Raises ValueError for a name there is not, and what `write` raises: what is wanted is kept all the same."""
        if name not in LIGHTS:
            raise ValueError(f"no light is called {name}")
        output = self._outputs.get(name)
        if output is None:
            return
        with self._lock:
            self._wanted[name] = mode
            try:
                if output.blink is not None:
                    self._write(output.blink, mode is LightMode.BLINK)
                self._write(output.number, mode is LightMode.ON or (mode is LightMode.BLINK and output.blink is None))
            finally:
                self._let_blink()  # also where the board is away: its next flash is what mends it

    def mend(self, first: int, coils: Sequence[bool]) -> None:
        """Set again what the board, looked at, shows otherwise than wanted: it was without power. Raises as `write`."""
        with self._lock:
            for name, mode in self._wanted.items():
                output = self._outputs[name]
                if mode is LightMode.BLINK and output.blink is None:
                    continue  # the next flash mends it
                if coils[output.number - first] != (mode is LightMode.ON):
                    self._write(output.number, mode is LightMode.ON)
                if output.blink is not None:
                    self._write(output.blink, mode is LightMode.BLINK)

    def close(self, *, dark: bool) -> None:
        """No flash any more; `dark`: nothing shines for a program that is gone. Ends at the first output that fails."""
        with self._lock:
            thread, self._thread = self._thread, None
            lit = [name for name, mode in self._wanted.items() if mode is not LightMode.OFF]
            self._wanted.clear()
            self._stop.set()
        if thread is not None:
            thread.join()
        for name in lit if dark else ():
            output = self._outputs[name]
            numbers = [output.number] if output.blink is None else [output.number, output.blink]
            try:
                for number in numbers:
                    self._write(number, False)
            except HardwareError:
                return

    def _let_blink(self) -> None:
        if self._thread is None and self._blinking():
            self._stop = threading.Event()
            self._thread = threading.Thread(target=self._blink, args=(self._stop,), name="lights", daemon=True)
            self._thread.start()

    def _blinking(self) -> list[int]:
        outputs = [self._outputs[name] for name, mode in self._wanted.items() if mode is LightMode.BLINK]
        return [output.number for output in outputs if output.blink is None]

    def _blink(self, stop: threading.Event) -> None:
        lit = True
        while not stop.wait(HALF_PERIOD_S):
            lit = not lit
            with self._lock:  # also while writing: a light switched off must not be lit by a flash begun before
                numbers = self._blinking()
                if not numbers:
                    if self._stop is stop:
                        self._thread = None
                    return
                self._flash(numbers, lit)

    def _flash(self, numbers: Sequence[int], lit: bool) -> None:
        for number in numbers:
            try:
                self._write(number, lit)
            except HardwareError:
                return  # whoever looks at the board next tells of it; the flash goes on when it is back
