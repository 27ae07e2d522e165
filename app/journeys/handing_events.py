"""What happens when a case goes on at a counter: at the glass where it is given on, at the desk where it is taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.hand_over import HandedOver, MoreToCome, WhyNot
from app.domain.scanned_code import ScannedCode
from app.domain.service_item import ServiceItem
from app.journeys.medical.chart import USUAL_CHART, Chart

# ---------------------------------------------------------------- at the glass


@dataclass(frozen=True, slots=True)
class HandOverWanted:
    """转到窗口办, on a step. `typed`: what stands in the fields of the page and was not looked at yet."""

    typed: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class HandOverMade:
    codes: tuple[str, ...] = field(repr=False)
    good_until: datetime


@dataclass(frozen=True, slots=True)
class HandOverNotMade:
    """`too_long`: what was filled in goes on no paper; otherwise it could not be done just now."""

    too_long: bool = False


# ---------------------------------------------------------------- at the desk


@dataclass(frozen=True, slots=True)
class TakeOverWanted:
    """接办 at the home of a desk."""


@dataclass(frozen=True, slots=True)
class CodeAtDesk:
    """A clerk held a code under the scanner, asked or not."""

    code: ScannedCode = field(repr=False)


@dataclass(frozen=True, slots=True)
class HandOverTaken:
    """It is used up here, and kept as a draft; `item` as it is done today. The rest as in `DraftResumed`."""

    handed: HandedOver = field(repr=False)
    item: ServiceItem
    online: bool
    can_scan: bool = False
    chart: Chart = USUAL_CHART


@dataclass(frozen=True, slots=True)
class HandOverIncomplete:
    """Genuine so far; `codes` are those that were asked about."""

    codes: tuple[str, ...] = field(repr=False)
    more: MoreToCome


@dataclass(frozen=True, slots=True)
class HandOverRefused:
    """`why` None: the station could not look just now."""

    codes: tuple[str, ...] = field(repr=False)
    why: WhyNot | None


HandingEvent = (
    HandOverWanted | HandOverMade | HandOverNotMade
    | TakeOverWanted | CodeAtDesk | HandOverTaken | HandOverIncomplete | HandOverRefused
)  # fmt: skip
