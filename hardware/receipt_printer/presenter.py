"""The bytes of a presenter, which holds the cut slip in its mouth until it is taken. Pure.

The defaults are those of the Custom VKP80 family and of the Pyramid Reliance, as public manuals and public code have
them [U]; no device was tried, and makers differ, so every byte can be configured:

    10 04 14        DLE EOT 20, full status; answered by 10 0F and four bytes: paper, user, recoverable, unrecoverable
    paper, bit 5    a ticket is present in the output
    1D 65 03 m      GS e 3, present the ticket by m steps
    1D 65 02        GS e 2, retract the ticket (only where retracting is enabled in the printer)
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PresenterWords:
    """`reply` is how an answer to `ask` begins, `reply_bytes` its whole length; `sensor_byte` counts from 0."""

    ask: bytes = b"\x10\x04\x14"
    reply: bytes = b"\x10\x0f"
    reply_bytes: int = 6
    sensor_byte: int = 2
    sensor_bit: int = 5
    present: bytes = b"\x1d\x65\x03\x0c"
    retract: bytes = b"\x1d\x65\x02"

    def __post_init__(self) -> None:
        """Raises ValueError."""
        inside = len(self.reply) <= self.sensor_byte < self.reply_bytes
        if not self.ask or not self.reply or not inside or not 0 <= self.sensor_bit < 8:
            raise ValueError("presenter_sensor_byte must lie behind presenter_reply, presenter_sensor_bit in 0 … 7")

    def found_in(self, heard: bytes) -> bytes | None:
        """The answer within what was heard, or None while its end has not come yet."""
        at = heard.find(self.reply)
        whole = heard[at : at + self.reply_bytes] if at >= 0 else b""
        return whole if len(whole) == self.reply_bytes else None

    def is_in_mouth(self, answer: bytes) -> bool:
        return bool(answer[self.sensor_byte] >> self.sensor_bit & 1)
