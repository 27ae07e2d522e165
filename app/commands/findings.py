"""What `kiosk doctor` finds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.commands.output import (
    EXIT_DONE,
    EXIT_NEEDS_A_HAND,
    EXIT_NO_DEVICE,
    EXIT_OUR_FAULT,
    EXIT_STORAGE,
    EXIT_WRONG_USE,
)

ROOM_NAMES: Mapping[str, str] = {
    "id_card_reader": "读卡器",
    "receipt_printer": "凭条打印机",
    "code_scanner": "扫码器",
    "certificate_printer": "证明打印机",
    "evaluation_keypad": "评价器",
    "camera": "摄像头",
    "document_camera": "高拍仪",
    "speaker": "音箱",
    "power": "电源",
    "io_board": "机柜",
}
"""In the order of the self-test: the scanner reads what the receipt printer has printed."""
WORST_FIRST = (EXIT_STORAGE, EXIT_OUR_FAULT, EXIT_NO_DEVICE, EXIT_NEEDS_A_HAND, EXIT_WRONG_USE)


class Mark(StrEnum):
    """`skipped`: neither well nor ill, nobody has tried it."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    SKIPPED = "skipped"


SIGNS: Mapping[Mark, str] = {Mark.OK: "✓", Mark.WARN: "！", Mark.BAD: "✗", Mark.SKIPPED: "－"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One part of the station; `what_to_do` is empty when all is well. `exit_code` counts when it is bad.

    `code` is the fault's (RP-04) or the error's (HW-201), empty where there is none. `measured` holds plain values by
    the names of `measured_words.py`; nothing of any person is among them.
    """

    part: str
    state: Mark
    words: str
    what_to_do: str = ""
    exit_code: int = EXIT_NEEDS_A_HAND
    code: str = ""
    measured: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return ROOM_NAMES.get(self.part, self.part)

    def document(self, *, measured: bool) -> dict[str, Any]:
        """As `--json` gives it."""
        told: dict[str, Any] = {
            "part": self.part,
            "state": self.state.value,
            "words": self.words,
            "what_to_do": self.what_to_do,
            "code": self.code,
        }
        return told | {"measured": dict(self.measured)} if measured else told

    def line(self) -> str:
        code = f"（{self.code}）" if self.code else ""
        todo = f"　→ {self.what_to_do}" if self.what_to_do else ""
        return f"{SIGNS[self.state]} {self.name}　{self.words}{code}{todo}"


def exit_code_of(findings: Iterable[Finding]) -> int:
    """That of the worst; 0 when nothing is bad: what was only warned of or not tried is no failure."""
    found = {each.exit_code for each in findings if each.state is Mark.BAD}
    return next((code for code in WORST_FIRST if code in found), EXIT_DONE)
