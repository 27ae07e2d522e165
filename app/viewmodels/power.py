"""授权委托书: read in full by the principal, then signed by them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.catalogue.power_text import power_clauses, power_rows
from app.domain.powers import holds_until
from app.domain.service_item import StepKind
from app.journeys.authority import PaperPage
from app.journeys.authority_events import PowerSigned
from app.journeys.states import AtStep
from app.viewmodels.facts import Surroundings
from app.viewmodels.page import Page, shown
from app.viewmodels.signature import is_written, render_signature


class PowerPage(Page):
    changed = Signal()

    def __init__(self, around: Surroundings, parent: QObject | None = None) -> None:
        super().__init__(around, parent)
        self._held = False

    def leave(self) -> None:
        self._held = False

    def _at(self) -> AtStep | None:
        step = self.step
        return step if step is not None and step.step is StepKind.AUTHORITY else None

    @shown("QVariantList", changed)
    def rows(self) -> list[dict[str, Any]]:
        """`[{label, value}]`: masked, but while a finger holds the button."""
        at = self._at()
        agency = at.draft.agency if at else None
        if at is None or agency is None or agency.agent is None or at.draft.card is None:
            return []
        until = holds_until(self.around.station.now().date())
        told = power_rows(
            at.item,
            at.draft.card,
            agency.agent,
            agency.relation,
            until,
            self.around.language.code,
            in_full=self._held,
        )
        return [{"label": label, "value": value} for label, value in told]

    @shown("QStringList", changed)
    def clauses(self) -> list[str]:
        return list(power_clauses(self.around.language.code))

    @shown(bool, changed)
    def signing(self) -> bool:
        at = self._at()
        return at is not None and at.page == PaperPage.SIGN

    @Slot(bool)
    def hold(self, held: bool) -> None:
        """按住看全: while the finger stays down."""
        if held != self._held:
            self._held = held
            self.changed.emit()

    @Slot(list, int, int)
    def sign(self, strokes: list[Any], width: int, height: int) -> None:
        """With the strokes of the pad in its own pixels."""
        if is_written(strokes):
            self.dispatch(PowerSigned(render_signature(strokes, width, height)))
