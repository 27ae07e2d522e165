"""The `nut` driver: a UPS behind the upsd of Network UPS Tools, on this machine or in its network card (RFC 9271).

Reading needs no account. The connection is kept; one look is one question and some 2 kB of answer.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from hardware.errors import AddressInvalid, DeviceRefused, FrameDamaged, LinkLost, LinkNotThere, LinkSilent
from hardware.faults import status_of
from hardware.power.dialogue import Dialogue, NutRefused
from hardware.power.interface import Power, PowerReading, PowerSource
from hardware.power.judging import fault_word
from hardware.power.ups_status import Limits, reading_of
from hardware.status import DeviceState, DeviceStatus
from hardware.transport.addresses import NutAddress, parse_address
from hardware.transport.line import Line

DEVICE = "power"
ANSWER_LIMIT_S = 2.0
UNKNOWN_BECAUSE: Mapping[str, str] = {"DATA-STALE": "data_stale", "DRIVER-NOT-CONNECTED": "driver_not_connected"}
"""Refusals that say the server is well and does not know: a reading, not an error."""
REFUSED: Mapping[str, str] = {"ACCESS-DENIED": "access_denied", "UNKNOWN-UPS": "unknown_ups"}


def open_driver(address: str, options: Mapping[str, Any]) -> Power:
    """Options: `answer_limit_s` (2.0), `low_charge_percent` (0), `low_runtime_s` (0), `byte_log` (false).

    Touches no port. Raises AddressInvalid, ValueError.
    """
    limits = Limits(
        _whole(options.get("low_charge_percent", 0), "low_charge_percent", 100),
        _whole(options.get("low_runtime_s", 0), "low_runtime_s", 86400),
    )
    answer_limit_s = float(options.get("answer_limit_s", ANSWER_LIMIT_S))
    if not (math.isfinite(answer_limit_s) and answer_limit_s > 0):
        raise ValueError("answer_limit_s 要大于 0")
    return NutPower(address, limits, answer_limit_s=answer_limit_s, byte_log=bool(options.get("byte_log", False)))


def _whole(value: Any, name: str, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise ValueError(f"{name} 要写 0 到 {most} 的整数")
    return value


class NutPower:
    def __init__(
        self, address: str, limits: Limits, *, answer_limit_s: float = ANSWER_LIMIT_S, byte_log: bool = False
    ) -> None:
        where = parse_address(address)
        if not isinstance(where, NutAddress):
            raise AddressInvalid(
                "UPS 的地址要用 nut:", device=DEVICE, address=address, what_to_do="例如 nut://127.0.0.1:3493/ups"
            )
        self._ups = where.ups
        self._limits = limits
        self._answer_limit_s = answer_limit_s
        self._line = Line(address, DEVICE, byte_log=byte_log)
        self._dialogue: Dialogue | None = None

    def look(self) -> PowerReading:
        """Raises LinkNotThere, LinkLost, LinkSilent, FrameDamaged, NutRefused."""
        kept = self._line.is_open
        try:
            return self._ask()
        except LinkLost:
            if not kept:
                raise
        return self._ask()  # a server hangs up on who was quiet for a minute, and is restarted now and then

    def status(self) -> DeviceStatus:
        try:
            word = fault_word(self.look())
        except (LinkNotThere, LinkLost):
            word = "not_there"
        except LinkSilent:
            word = "no_answer"
        except NutRefused as refused:
            word = REFUSED.get(refused.nut_code, "refused")
        except FrameDamaged:
            word = "wrong_answers"
        return status_of(DEVICE, word) if word else DeviceStatus(DeviceState.ONLINE)

    def close(self) -> None:
        self._line.close()

    def _ask(self) -> PowerReading:
        try:
            with self._line.dialogue() as link:
                if self._dialogue is None or not self._dialogue.belongs_to(link):
                    self._dialogue = Dialogue(link)
                return reading_of(self._dialogue.variables(self._ups, self._answer_limit_s), self._limits)
        except NutRefused as refused:
            if refused.nut_code not in UNKNOWN_BECAUSE:
                raise
            return PowerReading(PowerSource.UNKNOWN, unknown_because=UNKNOWN_BECAUSE[refused.nut_code])
        except (LinkSilent, FrameDamaged, DeviceRefused):
            self._line.close()  # half an answer may still be on its way
            raise
