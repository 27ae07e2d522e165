"""The simulator's inside: a receipt printer without its wire. Bytes in, answers out, paper printed.

Real-time commands are obeyed the moment they arrive; everything else waits in the buffer while the printer is off-line
(cover open, paper out), and is printed when it is on-line again, as real printers do.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from hardware.receipt_printer.commands import Command, next_command, real_time, real_time_length
from hardware.receipt_printer.frames import CLEAR_RESPONSE, DOTS_BY_WIDTH_MM
from hardware.receipt_printer.mouth import FULL_STATUS, Mouth
from hardware.receipt_printer.slip import Mark, PrintedFeed, PrintedQr, PrintedRaster, PrintedText, Run, Slip, dots_of
from hardware.receipt_printer.strip import LINE_DOTS
from hardware.receipt_printer.wrapping import GETA
from hardware.status import PaperState

_MOVING = frozenset({"text", "LF", "ESC d", "GS v 0", "GS ( k", "GS V"})
_QR_ERROR = {48: "L", 49: "M", 50: "Q", 51: "H"}


class Firmware:
    """Not safe for threads: the simulator holds its lock around every call."""

    def __init__(self, width_mm: int, answer: Callable[[bytes], None], *, presenter: bool = False) -> None:
        self.dots = DOTS_BY_WIDTH_MM[width_mm]
        self.finished: list[Slip] = []
        self.torn: list[Slip] = []
        self.unknown: list[bytes] = []
        self.mouth = Mouth() if presenter else None
        self.paper = PaperState.FULL
        self.cover_open = False
        self.cutter_stuck = False
        self.tells_unasked = False
        self.bytes_to_paper_out: int | None = None
        self.bytes_to_cover_open: int | None = None
        self._answer = answer
        self._told = (0x10, 0, 0, 0x0F)
        self._incoming = b""
        self._buffer = b""
        self._marks: list[Mark] = []
        self._runs: list[Run] = []
        self._line_dots = 0
        self._reset()

    # ---------------------------------------------------------------- what comes over the wire

    def receive(self, data: bytes) -> None:
        self._incoming += data
        while self._incoming and self._take_incoming():
            pass
        self.work()

    def _take_incoming(self) -> bool:
        at = self._incoming.find(b"\x10")
        if at < 0:
            self._buffer, self._incoming = self._buffer + self._incoming, b""
            return True
        self._buffer, self._incoming = self._buffer + self._incoming[:at], self._incoming[at:]
        command = real_time(self._incoming, 0)
        if command is None:
            if self._may_become_real_time():
                return False
            self._buffer, self._incoming = self._buffer + self._incoming[:1], self._incoming[1:]
            return True
        self._incoming = self._incoming[real_time_length(command) :]
        self.work()
        self._obey_real_time(command)
        return True

    def _may_become_real_time(self) -> bool:
        start = self._incoming[:3]
        whole = (b"\x10\x04", b"\x10\x05", b"\x10\x14\x08")
        return any(each.startswith(start) or (start.startswith(each)) for each in whole)

    def _obey_real_time(self, command: Command) -> None:
        match command.name:
            case "DLE EOT":
                self._answer(self._status(command.data[0]))
            case "DLE DC4 8":
                self._buffer = b""
                self._drop_line()
                self._reset()
                self._answer(CLEAR_RESPONSE)
            case _:
                self.cutter_stuck = False

    def lose_power(self) -> None:
        """What is on the paper stays there; what is in the memory is gone."""
        self._incoming = self._buffer = b""
        self.tells_unasked = False
        self._drop_line()
        self._reset()

    def _status(self, number: int) -> bytes:
        """Nothing, for a number this printer does not know."""
        out = self.paper is PaperState.OUT
        flags = {
            1: 0x08 if self.offline else 0,
            2: (0x04 if self.cover_open else 0) | (0x20 if out else 0) | (0x40 if self._error_bits() else 0),
            3: self._error_bits(),
            4: (0x60 if out else 0) | (0x0C if out or self.paper is PaperState.LOW else 0),
        }
        if number == FULL_STATUS and self.mouth is not None:
            return self.mouth.full_status(self.paper, self.cover_open, self.cutter_stuck)
        return bytes((0x12 | flags[number],)) if number in flags else b""

    def _error_bits(self) -> int:
        return (0x08 if self.cutter_stuck else 0) | (0x04 if self.paper is PaperState.JAMMED else 0)

    @property
    def offline(self) -> bool:
        return self.cover_open or self.cutter_stuck or self.paper in (PaperState.OUT, PaperState.JAMMED)

    # ---------------------------------------------------------------- what is printed

    def work(self) -> None:
        """Print what waits, until the buffer is empty or something keeps the printer from it."""
        while self._buffer and not self.offline:
            found = next_command(self._buffer)
            if found is None:
                break
            command, length = found
            self._buffer = self._buffer[length:]
            self._obey(command)
            if command.name != "NUL":
                self._use_up(command, length)
        self._tell_unasked()

    def _tell_unasked(self) -> None:
        """Automatic status back: four bytes whenever something changed."""
        out, low = self.paper is PaperState.OUT, self.paper in (PaperState.OUT, PaperState.LOW)
        state = (
            0x10 | (0x08 if self.offline else 0) | (0x20 if self.cover_open else 0),
            self._error_bits(),
            (0x03 if low else 0) | (0x0C if out else 0),
            0x0F,
        )
        if state != self._told:
            self._told = state
            if self.tells_unasked:
                self._answer(bytes(state))

    def _use_up(self, command: Command, length: int) -> None:
        """Paper ends while it moves, a cover is opened at any time."""
        if self.bytes_to_paper_out is not None:
            self.bytes_to_paper_out -= length
            if self.bytes_to_paper_out <= 0 and command.name in _MOVING:
                self.bytes_to_paper_out = None
                self.paper = PaperState.OUT
        if self.bytes_to_cover_open is not None:
            self.bytes_to_cover_open -= length
            if self.bytes_to_cover_open <= 0:
                self.bytes_to_cover_open = None
                self.cover_open = True

    def _drop_line(self) -> None:
        """The line in the making is not on the paper yet."""
        self._runs, self._line_dots, self._half = [], 0, b""

    def take_slip(self) -> None:
        if self.mouth is not None:
            self.mouth.take()

    def stick_presenter(self, stuck: bool) -> None:
        if self.mouth is not None:
            self.mouth.stuck = stuck

    def tear(self) -> None:
        """What was printed and never cut is torn off."""
        if self._marks or self._runs:
            self._end_line()
            self.torn.append(Slip(tuple(self._marks), self.dots))
            self._marks = []

    def _reset(self) -> None:
        self._hanzi, self._bold, self._scale, self._align = False, False, 1, 0
        self._half = b""
        self._qr_content, self._qr_dots, self._qr_error = b"", 3, "L"

    def _obey(self, command: Command) -> None:
        match command.name:
            case "text":
                self._print_text(command.data)
            case "LF":
                self._end_line()
            case "ESC @":
                self._reset()
            case "FS &" | "FS .":
                self._hanzi = command.name == "FS &"
            case "ESC a" | "ESC E" | "GS !":
                self._set_style(command)
            case "CR" | "NUL" | "ESC 2" | "ESC 3" | "ESC t":
                pass
            case "GS a":
                self.tells_unasked = command.data != b"\x00"
            case _:
                self._obey_rarer(command)

    def _obey_rarer(self, command: Command) -> None:
        match command.name:
            case "ESC d":
                self._marks.append(PrintedFeed(command.data[0] * LINE_DOTS))
            case "GS ( k":
                self._qr(command.data)
            case "GS v 0":
                self._marks.append(
                    PrintedRaster(command.data[4:], int.from_bytes(command.data[:2], "little"), self._align)
                )
            case "GS V":
                self._cut()
            case "GS e" if self.mouth is not None:
                self.mouth.obey(command.data[0])
            case "GS r":
                low = self.paper is not PaperState.FULL
                self._answer(bytes((0x03 if low else 0,)))
            case _:
                self.unknown.append(command.data)

    def _cut(self) -> None:
        self._end_line(only_if_begun=True)
        if self._marks:  # else nothing but blank paper falls off
            self.finished.append(Slip(tuple(self._marks), self.dots))
            if self.mouth is not None:
                self.mouth.hold(self.finished[-1])
        self._marks = []

    def _set_style(self, command: Command) -> None:
        value = command.data[0]
        match command.name:
            case "ESC a":
                self._align = value % 48
            case "ESC E":
                self._bold = bool(value & 1)
            case _:
                self._scale = (value & 0x07) + 1

    def _print_text(self, data: bytes) -> None:
        data, self._half = self._half + data, b""
        if not self._hanzi:
            return self._print_run(data.decode("cp437"))
        text = ""
        while data:
            length = 2 if data[0] >= 0x81 else 1
            if len(data) < length:
                self._half = data
                break
            text += _glyph(data[:length])
            data = data[length:]
        return self._print_run(text)

    def _print_run(self, text: str) -> None:
        room = (self.dots - self._line_dots) // self._scale
        begin = 0
        for at, character in enumerate(text):
            room -= dots_of(character)
            if room < 0:
                self._add(text[begin:at])
                self._end_line()
                begin, room = at, self.dots // self._scale - dots_of(character)
        self._add(text[begin:])

    def _add(self, text: str) -> None:
        run = Run(text, self._bold, self._scale)
        self._runs.append(run)
        self._line_dots += run.dots

    def _end_line(self, *, only_if_begun: bool = False) -> None:
        if self._runs or not only_if_begun:
            self._marks.append(PrintedText(tuple(self._runs), self._align))
        self._runs, self._line_dots = [], 0

    def _qr(self, data: bytes) -> None:
        match data[:2], data[2:]:
            case b"1C", value if value:
                self._qr_dots = value[0]
            case b"1E", value if value:
                self._qr_error = _QR_ERROR.get(value[0], "L")
            case b"1P", value:
                self._qr_content = value[1:]
            case b"1Q", _:
                self._marks.append(PrintedQr(self._qr_content, self._qr_dots, self._qr_error, self._align))
            case b"1A", _:
                pass
            case _:
                self.unknown.append(b"\x1d(k" + data)


@lru_cache(maxsize=8192)
def _glyph(raw: bytes) -> str:
    """The character of one or two bytes."""
    try:
        return raw.decode("gb18030")
    except UnicodeDecodeError:
        return GETA
