"""Keeps an SDT reader reachable: finds its rate, raises it where wanted, resets it once when it hangs."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import TypeVar

from hardware.errors import FrameDamaged, LinkSilent
from hardware.id_card_reader.dialogue import Dialogue
from hardware.id_card_reader.frames import BAUD_RATES, Command, Sw3
from hardware.transport.line import Line
from hardware.transport.link import Link

PROBE_S = 0.3
"""A reader that lives answers SAM status within this, also at 9600 baud."""
FASTEST = BAUD_RATES[0]

Answer = TypeVar("Answer")


class Contact:
    """Where the address names no rate, the first talk looks for it and later ones remember it.

    Between two good answers a silent reader is reset once, not at every look. A reader that is silent at every rate
    has been asked `10 FF` at each of them.
    """

    def __init__(self, line: Line, dialogue: Dialogue, answer_timeout_s: float, raise_baud: bool = False) -> None:
        self._line = line
        self._dialogue = dialogue
        self._patience_s = answer_timeout_s
        self._raise_baud = raise_baud
        self._rate_is_known = not line.has_open_rate
        self._reset_spent = False

    def talk(self, work: Callable[[Link], Answer], cancel: Event | None = None) -> Answer:
        """`work` over the open line; where the reader hangs in it, once more from its beginning after a reset.

        Raises LinkNotThere, LinkLost, LinkSilent, FrameDamaged, Cancelled, and what `work` raises.
        """
        try:
            return self._over(work, cancel)
        except LinkSilent as silence:
            self._revive(silence, cancel)
            return self._over(work, cancel)

    def _over(self, work: Callable[[Link], Answer], cancel: Event | None) -> Answer:
        with self._line.dialogue() as link:
            answer = work(link if self._rate_is_known else self._find_rate(link, cancel))
        self._reset_spent = False
        return answer

    def _revive(self, silence: LinkSilent, cancel: Event | None) -> None:
        """Raises `silence` where it is of no use, or was tried since the reader last answered."""
        if self._reset_spent:
            raise silence
        with self._line.dialogue() as link:
            self._reset_spent = True
            self._dialogue.is_heard(link, Command.RESET, self._patience_s, cancel)
            link = self._line.reopen()
            if self._dialogue.is_heard(link, Command.SAM_STATUS, self._patience_s, cancel):
                return
            if not self._line.has_open_rate:
                raise silence
            # Switched off and on, a reader may have gone back to the rate it was delivered with.
            self._find_rate(link, cancel)

    def _find_rate(self, link: Link, cancel: Event | None) -> Link:
        """The line opened at the rate the reader answers at. Raises LinkSilent, LinkNotThere, LinkLost, Cancelled."""
        self._rate_is_known = False
        patience_s = min(PROBE_S, self._patience_s)
        questions = [Command.SAM_STATUS] if self._reset_spent else [Command.SAM_STATUS, Command.RESET]
        for question in questions:
            for baud in BAUD_RATES:
                link = link if self._line.baud == baud else self._line.reopen(baud)
                if self._dialogue.is_heard(link, question, patience_s, cancel):
                    link = self._raised(link, baud, cancel)
                    self._rate_is_known = True
                    return link
        self._reset_spent = True
        rates = "、".join(map(str, BAUD_RATES))
        raise LinkSilent(f"读卡器没有应答，{rates} 都试过", what_to_do="检查读卡器的电源和数据线，断电再通电")

    def _raised(self, link: Link, baud: int, cancel: Event | None) -> Link:
        """At 115200 where that is wanted and the reader allows it; it may take to it only after its next power-up."""
        if not self._raise_baud or baud == FASTEST:
            return link
        try:
            reply = self._dialogue.ask(link, Command.SET_FASTEST, cancel, attempts=1)
        except (LinkSilent, FrameDamaged):
            reply = None
        if reply is not None and reply.sw3 != Sw3.OK:
            self._raise_baud = False
            return link
        for rate in (FASTEST, baud):
            link = self._line.reopen(rate)
            if self._dialogue.is_heard(link, Command.SAM_STATUS, self._patience_s, cancel):
                return link
        raise LinkSilent("读卡器改波特率后没有应答", what_to_do="断电再通电；设置里去掉 raise_baud")
