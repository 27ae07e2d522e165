"""请拿走…, and 再见: two pages that say one thing."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.journeys.states import TakingThings
from app.journeys.things import NOTHING, Thing, Things
from app.viewmodels.page import Page, shown
from app.viewmodels.translation import translate


class TakeThingsPage(Page):
    """What still lies in a slot, and how long it is waited for."""

    changed = Signal()
    ticked = Signal()

    def _things(self) -> Things:
        state = self.state
        return state.things if isinstance(state, TakingThings) else NOTHING

    @shown(bool, changed)
    def twoCards(self) -> bool:  # noqa: N802
        """Two cards were laid down one after the other: one lies here, the other may lie beside the machine."""
        state = self.state
        return isinstance(state, TakingThings) and state.two_cards

    @shown(str, changed)
    def title(self) -> str:
        if self.twoCards:
            return translate("TakeThings", "两张身份证都拿好")
        if self._things() == frozenset(Thing):
            return translate("TakeThings", "拿走身份证和凭条")
        if Thing.RECEIPT in self._things():
            return translate("TakeThings", "请拿走凭条")
        return translate("TakeThings", "请拿走身份证")

    @shown(str, changed)
    def where(self) -> str:
        if self._things() == frozenset(Thing):
            return translate("TakeThings", "身份证在读卡区，凭条在出纸口")
        if self.twoCards:
            return translate("TakeThings", "一张在读卡区，另一张也别落下")
        if Thing.RECEIPT in self._things():
            return translate("TakeThings", "凭条还在出纸口")
        return translate("TakeThings", "身份证还在读卡区")

    @shown(str, changed)
    def drawing(self) -> str:
        return "take_card" if Thing.CARD in self._things() or not self._things() else "take_paper"


class GoodbyePage(Page):
    pass
