"""Bytes of a scanner in pieces of any size, codes out: by line ends, a suffix, or the pause behind a code. Pure."""

from __future__ import annotations

from hardware.code_scanner.frames import LINE_ENDS, LONGEST_CODE_BYTES


class CodeBuffer:
    """A code ends with CR, LF, both, or the suffix. One that grows too long is noise, and is left out to its end."""

    def __init__(self, suffix: bytes = b"") -> None:
        self._ends = (*LINE_ENDS, suffix) if suffix else LINE_ENDS
        self._held = bytearray()
        self._is_skipping = False

    @property
    def is_half(self) -> bool:
        """A code has begun and not ended."""
        return bool(self._held) or self._is_skipping

    def feed(self, data: bytes) -> None:
        self._held += data

    def take(self) -> bytes | None:
        """The first whole code; None while there is none. Empty ones are passed over."""
        while (end := self._first_end()) is not None:
            at, size = end
            code = bytes(self._held[:at])
            del self._held[: at + size]
            was_skipping, self._is_skipping = self._is_skipping, False
            if code.strip() and not was_skipping and len(code) <= LONGEST_CODE_BYTES:
                return code
        if len(self._held) > LONGEST_CODE_BYTES:
            # The suffix may be torn: its first bytes have to stay.
            del self._held[: len(self._held) - max(len(end) for end in self._ends) + 1]
            self._is_skipping = True
        return None

    def take_rest(self) -> bytes | None:
        """The scanner paused: what is there is all. For scanners that send no end."""
        rest = bytes(self._held)
        self._held.clear()
        was_skipping, self._is_skipping = self._is_skipping, False
        return rest if rest.strip() and not was_skipping else None

    def forget(self) -> None:
        """What has come is nobody's. The rest of a code that has begun is nobody's either."""
        while self.take() is not None:
            pass
        self._is_skipping = self.is_half
        self._held.clear()

    def _first_end(self) -> tuple[int, int] | None:
        """Where the next code ends, and how long its end is."""
        found = [(at, -len(end)) for end in self._ends if (at := self._held.find(end)) >= 0]
        if not found:
            return None
        at, size = min(found)
        return at, -size
