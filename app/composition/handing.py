"""The station's part in handing cases over: the codes with their line in the log, the slip, what a desk goes by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from app.audit import audit_event
from app.domain.formats import CHINA
from app.domain.hand_over import DraftOf, HandOver, TakeOutcome, Unfinished, no_draft
from app.domain.service_item import ServiceItem

if TYPE_CHECKING:
    from app.composition.parts import Parts
    from app.config import Settings
    from app.runtime.machine import HandOverWriter
    from hardware import Receipt


class NotedHandOver:
    """Writes down that codes were made; who takes some writes it down with the nonce."""

    def __init__(self, inner: HandOver, record: Callable[..., object]) -> None:
        self._inner = inner
        self._record = record

    def makes(self) -> bool:
        return self._inner.makes()

    def takes(self) -> bool:
        return self._inner.takes()

    def make(self, case: Unfinished) -> Sequence[str]:
        codes = self._inner.make(case)
        self._record(audit_event("hand_over.made", case_id=case.case_id, codes=len(codes)))
        return codes

    def take(self, codes: Sequence[str], draft_of: DraftOf = no_draft) -> TakeOutcome:
        return self._inner.take(codes, draft_of)


def hand_over_writer(settings: Settings) -> HandOverWriter:
    station = f"{settings.station.place} {settings.station.number}"

    def write(item: ServiceItem, codes: Sequence[str], good_until: datetime, language: str) -> Receipt:
        from app.documents.hand_over_slip import SlipFacts, slip_lines

        return slip_lines(SlipFacts(item.name.in_language(language), station, good_until, codes), language)

    return write


def item_today(parts: Parts) -> Callable[[str], ServiceItem]:
    return lambda code: parts.catalogue.item_on(code, parts.now().astimezone(CHINA).date())
