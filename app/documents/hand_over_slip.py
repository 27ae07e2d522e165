"""The slip that carries a case to the counter: the codes, and what to do with them. Pure.

Nothing on it can be read without the hall's key; no name and no number of the person stands on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from hardware.receipt_printer.interface import FeedLine, QrLine, Receipt, ReceiptLine, RuleLine, TextLine


@dataclass(frozen=True, slots=True)
class SlipFacts:
    """`good_until` in the station's own time; `codes` in their order."""

    item_name: str
    station: str
    good_until: datetime
    codes: Sequence[str]


def slip_lines(facts: SlipFacts, language: str) -> Receipt:
    """`language` is zh_CN, zh_TW (as zh_CN) or en."""
    chinese = language != "en"
    until = f"{facts.good_until:%m-%d %H:%M}"
    title, go, once, papers = (
        (
            "接力码",
            "交给任何一个窗口，扫码后接着办，不用重新填。",
            f"{until} 前有效，只能用一次。",
            "照片和扫的材料不在码里，到窗口再拍。请带上身份证和材料原件。",
        )
        if chinese
        else (
            "Hand-over code",
            "Take this to any counter. The clerk scans it and goes on where you stopped.",
            f"Good until {until}, once.",
            "Photos and scans are not in it and are taken again. Bring your ID card and papers.",
        )
    )
    return (
        TextLine(facts.station, "center", bold=True),
        TextLine(title, "center", bold=True, large=True),
        RuleLine(),
        TextLine(facts.item_name),
        TextLine(go),
        *_codes(facts.codes),
        TextLine(once),
        TextLine(papers),
        FeedLine(1),
    )


def _codes(codes: Sequence[str]) -> Iterator[ReceiptLine]:
    """More than one is numbered: a clerk must see that another belongs to it."""
    for number, code in enumerate(codes, 1):
        if len(codes) > 1:
            yield TextLine(f"{number} / {len(codes)}", "center", bold=True)
        yield QrLine(code)
        yield FeedLine(1)
