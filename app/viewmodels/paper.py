"""From 提交 to the papers: saving, the centre's word, the printers."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.journeys.delays import CENTRE_ANSWER_S
from app.journeys.states import Finishing, Paper
from app.viewmodels.page import Page, shown
from app.viewmodels.translation import translate

RECEIPT_S = 5
CERTIFICATE_S = 15


class PaperPage(Page):
    changed = Signal()

    def _finishing(self) -> Finishing | None:
        state = self.state
        return state if isinstance(state, Finishing) else None

    @shown(str, changed)
    def stage(self) -> str:
        """`saving`, `centre` (waiting for its word), `certificate` or `receipt`; empty elsewhere."""
        state = self._finishing()
        if state is None:
            return "saving" if self.step is not None else ""
        if state.at_centre is None:
            return "centre"
        return "certificate" if state.certificate is Paper.PRINTING else "receipt"

    @shown(str, changed)
    def words(self) -> str:
        return {
            "saving": translate("Paper", "正在存好"),
            "centre": translate("Paper", "存好了，正在提交"),
            "certificate": translate("Paper", "正在打证明，约 %1 秒").replace("%1", str(CERTIFICATE_S)),
            "receipt": translate("Paper", "正在打凭条，约 %1 秒").replace("%1", str(RECEIPT_S)),
        }.get(self.stage, "")

    @shown(int, changed)
    def expectedSeconds(self) -> int:  # noqa: N802
        """How long this stage should take; 0 while it takes no time worth a bar."""
        return {"centre": CENTRE_ANSWER_S, "certificate": CERTIFICATE_S, "receipt": RECEIPT_S}.get(self.stage, 0)

    @shown(str, changed)
    def number(self) -> str:
        """The case's number, as soon as it is saved."""
        state = self._finishing()
        return state.case.number if state else ""

    @shown(str, changed)
    def paper(self) -> str:
        """What is being printed."""
        state = self._finishing()
        if state is None or state.at_centre is None:
            return ""
        return (
            self.say(state.item.result.name) if state.certificate is Paper.PRINTING else translate("Paper", "办件凭条")
        )
