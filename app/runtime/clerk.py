"""Who sits at the desk: signed in by number and PIN; every case that is taken carries the number."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from app.audit import AuditEvent, audit_event
from app.domain.decisions import OpenDecision, UndecidedCase
from app.domain.drafts import KeptDraft
from app.domain.following import ReturnedCase
from app.domain.operators import Duty, SignedIn
from app.runtime.hands import Hands


class Clerk(QObject):
    """`changed` when somebody came or went."""

    changed = Signal()

    def __init__(
        self,
        hands: Hands,
        record: Callable[[AuditEvent], object],
        with_paper: Callable[[], frozenset[str]],
        decidable: Callable[[], frozenset[str]],
        parent: QObject | None = None,
    ) -> None:
        """`with_paper`: the items whose result this desk prints; `decidable`: those it may decide."""
        super().__init__(parent)
        self._with_paper = with_paper
        self._decidable = decidable
        self._hands = hands
        self._record = record
        self.who: SignedIn | None = None
        self.drafts: Sequence[KeptDraft] = ()
        """What was not finished at this desk; looked up whenever somebody comes."""
        self.decisions: Sequence[OpenDecision] = ()
        """What was decided here and has to be seen to; looked up with the drafts."""
        self.undecided: Sequence[UndecidedCase] = ()
        """Accepted here, neither decided nor passed on; for who may decide."""
        self.returned: Sequence[ReturnedCase] = ()
        """What offices sent back; looked up with the drafts."""

    def come(self, who: SignedIn) -> None:
        self._be(who)
        self.look_for_drafts()

    def look_for_drafts(self) -> None:
        self._hands.drafts.look(self._found)
        self._hands.desk.look(self._with_paper(), self._found_decided)
        if self.who is not None and self.who.may(Duty.DECIDE):
            self._hands.desk.look_undecided(self._decidable(), self._found_undecided)
        self._hands.following.look_returned(self._found_returned)

    def discard(self, case_id: str) -> None:
        """不办了: nothing of it is left."""
        self._hands.drafts.forget(case_id)
        self._found([each for each in self.drafts if each.case_id != case_id])

    def _found(self, drafts: Sequence[KeptDraft]) -> None:
        self.drafts = drafts if self.who is not None else ()
        self.changed.emit()

    def _found_decided(self, decisions: Sequence[OpenDecision]) -> None:
        self.decisions = decisions if self.who is not None else ()
        self.changed.emit()

    def _found_undecided(self, undecided: Sequence[UndecidedCase]) -> None:
        self.undecided = undecided if self.who is not None else ()
        self.changed.emit()

    def _found_returned(self, returned: Sequence[ReturnedCase]) -> None:
        self.returned = returned if self.who is not None else ()
        self.changed.emit()

    def go(self) -> None:
        """With whoever waits: cards and pictures of theirs are nobody's to hold while nobody sits there."""
        self.drafts, self.decisions, self.undecided, self.returned = (), (), (), ()
        self._be(None)

    def looks(self, case_id: str) -> None:
        """看全部信息（留痕）: the trace is on its way to the disk before anything is shown."""
        event = audit_event("person.shown_in_full", case_id=case_id, operator=self._hands.operator)
        self._hands.errands.loose(self._hands.store, lambda _: self._record(event), lambda _: None)

    def _be(self, who: SignedIn | None) -> None:
        self.who = who
        self._hands.operator = who.number if who else ""
        self.changed.emit()
