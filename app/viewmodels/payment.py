"""付款: the amount, the code for the phone, or later."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot

from app.domain.formats import money
from app.journeys.events import PayLaterChosen
from app.viewmodels.page import Page, shown
from app.viewmodels.translation import ENGLISH


class PaymentPage(Page):
    changed = Signal()

    @shown(str, changed)
    def amount(self) -> str:
        step = self.step
        if step is None:
            return ""
        words = money(step.item.fee.amount(step.draft.form))
        return words.replace("元", "yuan") if self.around.language.code == ENGLISH else words

    @shown(str, changed)
    def basis(self) -> str:
        """What the fee is for, and by which rule."""
        step = self.step
        return self.say(step.item.fee.basis) if step else ""

    @shown(str, changed)
    def code(self) -> str:
        """The address behind the code on the glass; empty until the centre opened the order."""
        step = self.step
        order = step.draft.payment if step else None
        return order.code_url if order else ""

    @shown(bool, changed)
    def paid(self) -> bool:
        step = self.step
        return step is not None and step.draft.paid

    @shown(bool, changed)
    def late(self) -> bool:
        """The money came after the code had run out."""
        step = self.step
        return step is not None and step.draft.paid_late

    @shown(bool, changed)
    def online(self) -> bool:
        step = self.step
        return step is not None and step.online

    @shown(bool, changed)
    def mayWait(self) -> bool:  # noqa: N802
        """Whether it may be paid when the result is collected."""
        step = self.step
        return step is not None and step.item.fee.pay_later

    @Slot()
    def payLater(self) -> None:  # noqa: N802
        self.dispatch(PayLaterChosen())
