"""Lines of the NUT network protocol: pure functions, no I/O (RFC 9271, "Uninterruptible Power Supply (UPS)
Management Protocol"; the same lines as upsd of Network UPS Tools speaks on port 3493).

A line is words parted by spaces and ended by LF. A word with spaces stands in double quotes; inside them a quote and
a backslash are written behind a backslash. Answers: `OK …`, `ERR CODE …`, `VAR ups name "value"`, and lists between
`BEGIN LIST …` and `END LIST …`.
"""

from __future__ import annotations

from dataclasses import dataclass

from hardware.errors import FrameDamaged

LONGEST_LINE_BYTES = 4096
_QUOTE, _ESCAPE = '"', "\\"


@dataclass(frozen=True, slots=True)
class Okay:
    """`OK`, perhaps with words behind it."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """`ERR DATA-STALE`"""

    code: str


@dataclass(frozen=True, slots=True)
class ListBegins:
    """`BEGIN LIST VAR ups`: `query` is what stands behind LIST."""

    query: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListEnds:
    query: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Variable:
    """`VAR ups battery.charge "100"`"""

    ups: str
    name: str
    value: str


Answer = Okay | Refusal | ListBegins | ListEnds | Variable


def encode(*words: str) -> bytes:
    """One line. Raises ValueError for a word with a line end or a NUL, which the protocol cannot carry."""
    return " ".join(_quoted(word) for word in words).encode("utf-8") + b"\n"


def _quoted(word: str) -> str:
    if any(bad in word for bad in "\n\r\0"):
        raise ValueError("a word of the NUT protocol has no line end")
    if word and not any(special in word for special in ' \t"\\'):
        return word
    return _QUOTE + word.replace(_ESCAPE, _ESCAPE * 2).replace(_QUOTE, _ESCAPE + _QUOTE) + _QUOTE


def split_words(line: str) -> tuple[str, ...]:
    """The words of a line, their quotes taken off. Raises FrameDamaged where a quote does not end."""
    words: list[str] = []
    word: str | None = None
    quoted = escaped = False
    for letter in line:
        if escaped:
            word, escaped = (word or "") + letter, False
        elif letter == _ESCAPE:
            word, escaped = word or "", True
        elif letter == _QUOTE:
            word, quoted = word or "", not quoted
        elif letter in " \t" and not quoted:
            words, word = (words if word is None else [*words, word]), None
        else:
            word = (word or "") + letter
    if quoted or escaped:
        raise FrameDamaged("NUT 的一行没有写完整")
    return tuple(words if word is None else [*words, word])


def parse(line: str) -> Answer:
    """Raises FrameDamaged for a line that is no answer of the protocol."""
    match split_words(line):
        case ("OK", *_):
            return Okay()
        case ("ERR", code, *_):
            return Refusal(code)
        case ("VAR", ups, name, value):
            return Variable(ups, name, value)
        case ("BEGIN", "LIST", *query) if query:
            return ListBegins(tuple(query))
        case ("END", "LIST", *query) if query:
            return ListEnds(tuple(query))
        case _:
            raise FrameDamaged("不是 NUT 协议的应答")


class LineDecoder:
    """Bytes in, in pieces of any size; whole lines out, CR at the end taken off, empty ones left out."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> list[str]:
        """Raises FrameDamaged when a line grows past 4096 bytes."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        if len(self._rest) > LONGEST_LINE_BYTES or any(len(line) > LONGEST_LINE_BYTES for line in lines):
            self._rest = b""
            raise FrameDamaged("NUT 的一行太长")
        texts = (line.decode("utf-8", errors="replace").rstrip("\r") for line in lines)
        return [text for text in texts if text]
