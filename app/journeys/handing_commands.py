"""What handing over asks of the machine."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from app.domain.hand_over import Unfinished
from app.domain.service_item import ServiceItem


@dataclass(frozen=True, slots=True)
class MakeHandOver:
    """Seal and sign it; needs no line."""

    case: Unfinished = field(repr=False)


@dataclass(frozen=True, slots=True)
class PrintHandOver:
    """The slip with the codes. Said like every slip: `ReceiptPrinted`, `ReceiptNotPrinted`."""

    item: ServiceItem
    case_id: str
    codes: tuple[str, ...] = field(repr=False)
    good_until: datetime


@dataclass(frozen=True, slots=True)
class TakeHandOver:
    """Look at these codes of one paper; where they are whole, they are used up."""

    codes: tuple[str, ...] = field(repr=False)


HandingCommand = MakeHandOver | PrintHandOver | TakeHandOver
