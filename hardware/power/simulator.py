"""A simulated UPS behind an upsd that speaks the real lines on a TCP port. Also real NUT clients read it: `upsc`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hardware.power.frames import LineDecoder, encode, split_words
from hardware.transport.tcp_far_end import TcpFarEnd
from hardware.transport.wired_simulator import FaultySimulator

UPS = "ups"
FULL_RUNTIME_S = 1200
LOW_PERCENT = 20
_ENDLESS_LINES = 3000


@dataclass(frozen=True, slots=True)
class Faults:
    """What goes wrong at the server; all stay until set back, but `restarts`: so many questions meet a server that is
    restarted just then, and is back before anybody can knock (a moment without a listener is `unplug`).
    """

    silent: bool = False
    one_byte_at_a_time: bool = False
    stale: bool = False
    driver_gone: bool = False
    access_denied: bool = False
    unknown_ups: bool = False
    not_nut: bool = False
    half_a_list: bool = False
    endless_list: bool = False
    restarts: int = 0


class PowerSimulator(FaultySimulator):
    """The hands: `mains_out`, `mains_back`, `battery`, `flag`, `unflag`; `set_faults` for the server's troubles."""

    _far_end: TcpFarEnd
    _faults: Faults

    def __init__(self) -> None:
        self._faults = Faults()
        self._decoder = LineDecoder()
        self._flags: dict[str, None] = {"OL": None}
        self._charge = 100
        self._questions = 0
        self._far_end = TcpFarEnd(self._receive)

    @property
    def address(self) -> str:
        return self._far_end.address.replace("tcp:", "nut:") + f"/{UPS}"

    @property
    def questions(self) -> int:
        """How many lines were asked so far."""
        return self._questions

    def mains_out(self) -> None:
        self._change(out=("OL", "CHRG"), into=("OB", "DISCHRG"))

    def mains_back(self) -> None:
        self._change(out=("OB", "DISCHRG"), into=("OL", "CHRG"))

    def battery(self, percent: int) -> None:
        """How full it is; below 20 the UPS calls it low. Raises ValueError."""
        if not 0 <= percent <= 100:
            raise ValueError("percent is 0 to 100")

        def fill() -> None:
            self._charge = percent

        self._far_end.call(fill)
        if percent < LOW_PERCENT:
            self.flag("LB")
        else:
            self.unflag("LB")

    def flag(self, name: str) -> None:
        """Any flag of ups.status: RB, OVER, BYPASS, FSD, CAL …"""
        self._change(into=(name,))

    def unflag(self, name: str) -> None:
        self._change(out=(name,))

    def whole_again(self) -> None:
        """Mains, a full battery, and nothing else."""

        def mend() -> None:
            self._flags, self._charge = {"OL": None}, 100

        self._far_end.call(mend)

    def _change(self, out: tuple[str, ...] = (), into: tuple[str, ...] = ()) -> None:
        def change() -> None:
            kept = {name: None for name in self._flags if name not in out}
            self._flags = kept | dict.fromkeys(into)

        self._far_end.call(change)

    def _forget(self) -> None:
        self._decoder = LineDecoder()

    def _receive(self, data: bytes) -> None:
        for line in self._decoder.feed(data):
            self._questions += 1
            if self._faults.restarts:
                self._faults = replace(self._faults, restarts=self._faults.restarts - 1)
                self._forget()
                self._far_end.hang_up()
            elif not self._faults.silent:
                self._far_end.send(self._answer(split_words(line)))

    def _answer(self, words: tuple[str, ...]) -> bytes:
        if self._faults.not_nut:
            return b"HTTP/1.1 400 Bad Request\r\nServer: else\r\n\r\n"
        match words:
            case ("VER",):
                return b"Network UPS Tools upsd 2.8.0 (bianmin simulator)\n"
            case ("NETVER",):
                return b"1.3\n"
            case ("LOGOUT",):
                return b"OK Goodbye\n"
            case ("LIST", "UPS"):
                return b"BEGIN LIST UPS\n" + encode("UPS", UPS) + b"END LIST UPS\n"
            case ("LIST", "VAR", ups):
                return self._refusal(ups) or self._list(ups)
            case ("GET", "VAR", ups, name):
                return self._refusal(ups) or self._one(ups, name)
            case ("LIST" | "GET" | "LOGIN" | "SET", *_):
                return encode("ERR", "INVALID-ARGUMENT")
            case _:
                return encode("ERR", "UNKNOWN-COMMAND")

    def _refusal(self, ups: str) -> bytes:
        refusals = (
            (self._faults.access_denied, "ACCESS-DENIED"),
            (self._faults.unknown_ups or ups != UPS, "UNKNOWN-UPS"),
            (self._faults.driver_gone, "DRIVER-NOT-CONNECTED"),
            (self._faults.stale, "DATA-STALE"),
        )
        return next((encode("ERR", code) for holds, code in refusals if holds), b"")

    def _list(self, ups: str) -> bytes:
        variables = self._variables()
        if self._faults.endless_list:
            variables |= {f"outlet.{number}.id": str(number) for number in range(_ENDLESS_LINES)}
        told = b"".join(_told(ups, name, value) for name, value in variables.items())
        whole = encode("BEGIN", "LIST", "VAR", ups) + told + encode("END", "LIST", "VAR", ups)
        return whole[: len(whole) // 2] if self._faults.half_a_list else whole

    def _one(self, ups: str, name: str) -> bytes:
        value = self._variables().get(name)
        return encode("ERR", "VAR-NOT-SUPPORTED") if value is None else _told(ups, name, value)

    def _variables(self) -> dict[str, str]:
        return {
            "battery.charge": str(self._charge),
            "battery.charge.low": str(LOW_PERCENT),
            "battery.runtime": str(FULL_RUNTIME_S * self._charge // 100),
            "device.mfr": "Bianmin",
            "device.model": 'Simulated "UPS" \\ 1',
            "device.type": "ups",
            "driver.name": "simulator",
            "ups.load": "23",
            "ups.status": " ".join(self._flags),
        }


def _told(ups: str, name: str, value: str) -> bytes:
    """A value stands in quotes always, as upsd sends it."""
    quoted = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'VAR {ups} {name} "{quoted}"\n'.encode()
