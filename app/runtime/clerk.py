"""Who sits at the desk: signed in by number and PIN; every case that is taken carries the number."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.audit import AuditEvent, audit_event
from app.domain.operators import SignedIn
from app.runtime.hands import Hands


class Clerk(QObject):
    """`changed` when somebody came or went."""

    changed = Signal()

    def __init__(self, hands: Hands, record: Callable[[AuditEvent], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hands = hands
        self._record = record
        self.who: SignedIn | None = None

    def come(self, who: SignedIn) -> None:
        self._be(who)

    def go(self) -> None:
        self._be(None)

    def looks(self, case_id: str) -> None:
        """看全部信息（留痕）: the trace is on its way to the disk before anything is shown."""
        event = audit_event("person.shown_in_full", case_id=case_id, operator=self._hands.operator)
        self._hands.errands.loose(self._hands.store, lambda _: self._record(event), lambda _: None)

    def _be(self, who: SignedIn | None) -> None:
        self.who = who
        self._hands.operator = who.number if who else ""
        self.changed.emit()
