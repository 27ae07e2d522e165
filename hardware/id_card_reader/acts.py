"""What a hand can do at a card reader."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hardware.acts import SERIAL, Act, Deed, call, count, flag, with_number
from hardware.id_card_reader.simulated_card import SimulatedCard


def _put_card(simulator: Any, value: str, folder: Path) -> Deed:
    try:
        card = SimulatedCard.from_file(folder / value)
    except OSError as cause:
        raise ValueError(f"打不开 {value}") from cause
    return lambda: simulator.put_card(card)


ACTS: Mapping[str, Act] = {
    **SERIAL,
    "put-card": Act(_put_card, "把身份证放到读卡区"),
    "take-card": Act(call("take_card"), "把身份证拿走"),
    **{
        name: Act(count(name))
        for name in ("wrong_lengths", "torn_replies", "find_errors", "select_fails", "read_fails")
    },
    "sam_not_authorised": Act(flag("sam_not_authorised")),
    "sam_error": Act(flag("sam_error")),
    "hangs": Act(count("hangs")),
    "baud": Act(with_number("run_at", 9600)),
    "rate_fixed": Act(flag("rate_fixed")),
}
