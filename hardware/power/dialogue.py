"""One kept connection to upsd: ask for all variables of a UPS, take them in one coherent list."""

from __future__ import annotations

import time

from hardware.errors import DeviceRefused, FrameDamaged, LinkSilent
from hardware.power.frames import Answer, LineDecoder, ListBegins, ListEnds, Refusal, Variable, encode, parse
from hardware.transport.link import Link

LONGEST_LIST = 2000
"""Variables of one UPS; the largest real ones have some two hundred."""
_CHUNK_BYTES = 65536


class NutRefused(DeviceRefused):
    """`nut_code`: the code behind ERR (RFC 9271)."""

    def __init__(self, nut_code: str) -> None:
        super().__init__(
            f"NUT 服务拒绝：{nut_code}", what_to_do="检查 station.toml 里 UPS 的名字，以及 upsd.conf 的访问设置"
        )
        self.nut_code = nut_code


class Dialogue:
    """One per open link: what came for a question given up must not answer the next, so such a link is closed."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._decoder = LineDecoder()
        self._answers: list[Answer] = []

    def belongs_to(self, link: Link) -> bool:
        return self._link is link

    def variables(self, ups: str, answer_limit_s: float) -> dict[str, str]:
        """All variables of `ups`. Raises LinkSilent, LinkLost, FrameDamaged, NutRefused."""
        deadline = time.monotonic() + answer_limit_s
        query = ("VAR", ups)
        self._link.write(encode("LIST", *query), deadline)
        answer = self._next(deadline)
        if isinstance(answer, Refusal):
            raise NutRefused(answer.code)
        if answer != ListBegins(query):
            raise FrameDamaged("NUT 服务答非所问")
        found: dict[str, str] = {}
        while (answer := self._next(deadline)) != ListEnds(query):
            if not isinstance(answer, Variable) or answer.ups != ups or len(found) >= LONGEST_LIST:
                raise FrameDamaged("NUT 服务的列表不对")
            found[answer.name] = answer.value
        return found

    def _next(self, deadline: float) -> Answer:
        while not self._answers:
            if time.monotonic() >= deadline:  # a server that never stops sends without answering
                raise LinkSilent("NUT 服务说个不停，却没有回答", what_to_do="检查 station.toml 里的主机和端口")
            lines = self._decoder.feed(self._link.read(_CHUNK_BYTES, deadline))
            self._answers = [parse(line) for line in lines]
        return self._answers.pop(0)
