"""寄送: by mail, filled in on the phone, or collected."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot

from app.domain.formats import mask_address, mask_name, mask_phone
from app.domain.ports import MailingSlip
from app.domain.service_item import DeliveryKind
from app.journeys.events import DeliveryChosen
from app.viewmodels.page import Page, shown


class DeliveryPage(Page):
    changed = Signal()

    @shown("QStringList", changed)
    def kinds(self) -> list[str]:
        """Which of `mail`, `collect`, `electronic`, `print_here` the item offers."""
        step = self.step
        return [str(kind) for kind in step.item.delivery] if step else []

    @shown(str, changed)
    def chosen(self) -> str:
        step = self.step
        return str(step.draft.delivery or "") if step else ""

    @shown(bool, changed)
    def online(self) -> bool:
        step = self.step
        return step is not None and step.online

    def _slip(self) -> MailingSlip | None:
        step = self.step
        return step.draft.slip if step else None

    @shown(str, changed)
    def code(self) -> str:
        """The slip's address for the phone; empty until the centre opened it."""
        slip = self._slip()
        return slip.url if slip else ""

    @shown(bool, changed)
    def filled(self) -> bool:
        slip = self._slip()
        return slip is not None and slip.filled

    @shown("QVariantMap", changed)
    def slip(self) -> dict[str, str]:
        """`{recipient, phone, address}`, masked; empty until it was filled in."""
        slip = self._slip()
        if slip is None or not slip.filled:
            return {}
        return {
            "recipient": mask_name(slip.recipient),
            "phone": mask_phone(slip.phone),
            "address": mask_address(slip.address),
        }

    @Slot(str)
    def choose(self, kind: str) -> None:
        self.dispatch(DeliveryChosen(DeliveryKind(kind)))
