"""One question to an SDT reader and its answer; a damaged or missing answer is asked for again."""

from __future__ import annotations

import time
from threading import Event

from hardware.errors import FrameDamaged, HardwareError, LinkSilent
from hardware.id_card_reader.frames import Body, Command, Damaged, FrameDecoder, Reply, Sw3, decode_reply, encode
from hardware.transport.link import Link

ATTEMPTS = 3
FIND_PAUSE_S = 0.3
"""The protocol allows one find in 300 ms."""
GAP_S = 0.25
"""A frame whose next byte takes longer than this is torn."""
QUIET_S = 0.03
"""After a damaged answer its rest is waited out until the line is this long quiet."""
LONGEST_S = 10.0
"""No answer takes longer, not even one that keeps coming."""
_CHUNK_BYTES = 4096

_ONLY_FOR = {
    Sw3.FOUND: {Command.FIND},
    Sw3.FIND_FAILED: {Command.FIND},
    Sw3.SELECT_FAILED: {Command.SELECT},
}
_OK_DATA_BYTES = {
    Command.RESET: range(0, 1),
    Command.SAM_STATUS: range(0, 16),
    Command.SAM_ID: range(16, 17),
    Command.SELECT: range(0, 17),
    Command.READ_BASE: range(256, _CHUNK_BYTES),
    Command.READ_BASE_FINGERPRINT: range(256, _CHUNK_BYTES),
    Command.READ_NEW_ADDRESS: range(0, 321),  # four records are 280 bytes
    Command.READ_CHIP_NUMBER: range(0, 256),
    Command.SET_FASTEST: range(0, 1),
}


class Dialogue:
    """Keeps the pace of finds; everything else is in the arguments."""

    def __init__(self, answer_timeout_s: float) -> None:
        self._answer_timeout_s = answer_timeout_s
        self._next_find = 0.0

    @property
    def next_find(self) -> float:
        """The monotonic instant before which no find may go out."""
        return self._next_find

    def ask(self, link: Link, command: Command, cancel: Event | None = None, attempts: int = ATTEMPTS) -> Reply:
        """Raises LinkSilent, FrameDamaged (after `attempts`), LinkLost, Cancelled."""
        failure: HardwareError | None = None
        for _ in range(attempts):
            if failure is not None:
                _wait_until_quiet(link, cancel)
            if command is Command.FIND:
                self._keep_pace(cancel)
            link.flush_input()
            link.write(encode(command.value))
            try:
                reply = self._answer(link, command, cancel)
            except (FrameDamaged, LinkSilent) as error:
                failure = error
                continue
            if reply.sw3 not in (Sw3.CHECKSUM, Sw3.LENGTH):
                return reply
            failure = FrameDamaged("读卡器收到的命令有误码", what_to_do="检查数据线和接地，避开强干扰")
        raise failure or ValueError(f"attempts must be at least 1, not {attempts}")

    def is_heard(self, link: Link, command: Command, patience_s: float, cancel: Event | None = None) -> bool:
        """Whether an answer comes, or what begins as one: a damaged answer too is one. Raises LinkLost, Cancelled.

        At a wrong rate there is silence, or noise without any preamble in it.
        """
        link.flush_input()
        decoder = FrameDecoder()
        deadline = time.monotonic() + patience_s
        try:
            link.write(encode(command.value))
            while not decoder.feed(link.read(_CHUNK_BYTES, deadline, cancel)):
                if time.monotonic() >= deadline:
                    break
            else:
                return True
        except LinkSilent:
            pass
        return decoder.in_frame

    def _keep_pace(self, cancel: Event | None) -> None:
        pause = self._next_find - time.monotonic()
        if pause > 0:
            (cancel or Event()).wait(pause)
        self._next_find = time.monotonic() + FIND_PAUSE_S

    def _answer(self, link: Link, command: Command, cancel: Event | None) -> Reply:
        decoder = FrameDecoder()
        end = time.monotonic() + LONGEST_S
        deadline = time.monotonic() + self._answer_timeout_s
        while True:
            try:
                data = link.read(_CHUNK_BYTES, min(deadline, end), cancel)
            except LinkSilent:
                if decoder.in_frame:
                    raise _damaged("torn") from None
                raise
            for frame in decoder.feed(data):
                reply = _whole(frame)
                if _answers(command, reply):
                    return reply
            if decoder.in_frame:
                deadline = time.monotonic() + GAP_S
            if time.monotonic() >= min(deadline, end):
                raise _damaged("babble")


def _whole(frame: Body | Damaged) -> Reply:
    reply = decode_reply(frame) if isinstance(frame, Body) else frame
    if isinstance(reply, Damaged):
        raise _damaged(reply.cause)
    return reply


def _answers(command: Command, reply: Reply) -> bool:
    """Whether this can be the answer to that: an answer that came too late belongs to an earlier question."""
    if reply.sw3 == Sw3.OK:
        return len(reply.data) in _OK_DATA_BYTES.get(command, ())
    commands = _ONLY_FOR.get(Sw3(reply.sw3)) if reply.sw3 in _ONLY_FOR else None
    return commands is None or command in commands


def _wait_until_quiet(link: Link, cancel: Event | None) -> None:
    end = time.monotonic() + LONGEST_S
    try:
        while time.monotonic() < end:
            link.read(_CHUNK_BYTES, time.monotonic() + QUIET_S, cancel)
    except LinkSilent:
        return


def _damaged(cause: str) -> FrameDamaged:
    return FrameDamaged(f"读卡器应答损坏（{cause}）", what_to_do="检查数据线和接地，避开强干扰")
