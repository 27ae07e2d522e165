"""A line scanner on a pseudo-terminal (where there is none, a TCP port)."""

from __future__ import annotations

from hardware.transport.opening_far_end import open_serial_far_end
from hardware.transport.wired_simulator import WiredSimulator


class CodeScannerSimulator(WiredSimulator):
    """`show` is a code held before the window. `with_aim_id`: sends the symbology before the code, as set up so."""

    def __init__(self, *, encoding: str = "utf-8", line_end: bytes = b"\r\n", with_aim_id: bool = False) -> None:
        self._encoding = encoding
        self._line_end = line_end
        self._with_aim_id = with_aim_id
        self._far_end = open_serial_far_end("code-scanner", _hear_nothing)

    def show(self, text: str, aim_id: str = "]Q1") -> None:
        """One code. Raises UnicodeEncodeError for text the scanner's encoding does not have."""
        line = (aim_id.encode() if self._with_aim_id else b"") + text.encode(self._encoding) + self._line_end
        self.send(line)

    def send(self, data: bytes) -> None:
        """Raw bytes: noise, half a line."""
        self._far_end.call(lambda: self._far_end.send(data))

    def one_byte_at_a_time(self, gap_s: float = 0.001) -> None:
        self._far_end.byte_gap_s = gap_s

    def clear_faults(self) -> None:
        self._far_end.byte_gap_s = 0.0


def _hear_nothing(data: bytes) -> None:
    """A scanner that only scans does not listen."""
