"""替谁办: who cannot come, by card or by number; what they are to whoever stands here; why they stay away."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from app.catalogue.agency import agency_fields, agency_problems
from app.domain.agency import NAME, NUMBER, REASON, RELATION, Agency
from app.domain.service_item import FieldType, FormField, StepKind
from app.journeys.agency import ASKED_ON, AgencyAsk
from app.journeys.agency_events import AgencyFilled, AgencyTyped
from app.journeys.states import AtStep
from app.viewmodels.facts import Surroundings
from app.viewmodels.field_models import FieldModels
from app.viewmodels.form_field import FieldModel
from app.viewmodels.page import Page, shown
from app.viewmodels.translation import translate

TYPED = (NAME, NUMBER)
"""What is asked of the principal themselves."""


class AgencyPage(Page):
    """The rules are the catalogue's; what was typed leaves with the page, and is kept at a desk as it is typed."""

    changed = Signal()
    fields_changed = Signal()

    def __init__(self, around: Surroundings, parent: QObject | None = None) -> None:
        super().__init__(around, parent)
        self._key: tuple[str, str, str, int] | None = None
        self._fields = FieldModels()
        self._elsewhere = ""

    def _at(self) -> tuple[AtStep, Agency] | None:
        step = self.step
        if step is None or step.step is not StepKind.AGENCY or step.draft.agency is None:
            return None
        return step, step.draft.agency

    # ------------------------------------------------------------ the fields

    def refresh(self) -> None:
        self._prepare()
        super().refresh()

    def leave(self) -> None:
        self._put_away()

    def _put_away(self) -> None:
        self._key = None
        self._elsewhere = ""
        self._fields.put_away()

    def _prepare(self) -> None:
        """The same objects while neither person nor language changes; a card that is read answers two of them."""
        at = self._at()
        if at is None:
            return
        step, agency = at
        card = step.draft.card if agency.is_read else None
        key = (step.draft.case_id, card.id_number if card else "", self.around.language.code, self._question())
        if key == self._key:
            return
        typed = self._answers() if self._key is not None and self._key[0] == key[0] else {}
        self._put_away()
        self._key = key
        known = {NAME: card.name or card.name_en, NUMBER: card.id_number} if card else {}
        for each in agency_fields(step.item, card):
            if self._is_asked(each, step, agency):
                told = known.get(each.name, "")
                self._add(each, told or typed.get(each.name) or agency.told.get(each.name, ""), told)
        self.fields_changed.emit()

    def _question(self) -> int:
        """At the glass the page of the step; a desk asks everything at once, which is told by -1."""
        at = self._at()
        return -1 if at is None or at[0].at_desk else at[0].page

    def _is_asked(self, field: FormField, step: AtStep, agency: Agency) -> bool:
        """Where the card itself is wanted, nobody types what stands on it."""
        if not step.at_desk and ASKED_ON.get(AgencyAsk(step.page), "") != ("" if field.name in TYPED else field.name):
            return False
        by_card = step.item.agency is not None and step.item.agency.principal_card and not agency.is_read
        return not (by_card and field.name in TYPED)

    def _add(self, field: FormField, first: str, known: str) -> None:
        model = FieldModel(field, first, known, self.around.language.code, self)
        model.left.connect(self._was_left)
        if field.type is FieldType.CHOICE:
            model.edited.connect(self._keep)
        self._fields.shown.append(model)

    # ------------------------------------------------------------ what is shown

    @shown("QVariantList", fields_changed)
    def fields(self) -> list[FieldModel]:
        self._prepare()
        return self._fields.shown

    @shown(bool, changed)
    def read(self) -> bool:
        """Whether the principal's card was read."""
        at = self._at()
        return at is not None and at[1].is_read

    @shown(str, changed)
    def question(self) -> str:
        """At the glass: `relation`, `reason` or `principal`; empty at a desk."""
        at = self._at()
        return "" if at is None or at[0].at_desk else AgencyAsk(at[0].page).name.lower()

    @shown(str, changed)
    def elsewhere(self) -> str:
        """At the glass: what does not hold, where its question stands on another page."""
        return self._elsewhere

    @shown(bool, changed)
    def lies(self) -> bool:
        """A card lies on the reader: the agent's, as long as the principal's was not read."""
        at = self._at()
        return at is not None and at[0].card_in_reader

    @shown(str, changed)
    def strip(self) -> str:
        """What the reader is doing, in words."""
        if not self.read and self.lies and self.question:
            return translate("Agency", "先拿走您的身份证，再放本人的")
        if self.read:
            return translate("Agency", "读到了本人的身份证，可以拿走了")
        if self.question:
            return translate("Agency", "正在等本人的身份证")
        if self.reason:
            return translate("Agency", "请放本人的身份证")
        return translate("Agency", "带了本人的证就放上来，没带就填下面")

    @shown(str, changed)
    def reason(self) -> str:
        """Why the case cannot go on yet."""
        at = self._at()
        if at is None or at[1].is_read or self.question in (RELATION, REASON):
            return ""
        if at[0].item.agency is None or not at[0].item.agency.principal_card:
            return ""
        return translate("Agency", "这件事代办要读本人的身份证")

    # ------------------------------------------------------------ acts

    def _answers(self) -> dict[str, str]:
        return {each.field.name: each.value.strip() for each in self._fields if not each.field.locked}

    @Slot()
    def _keep(self) -> None:
        self.dispatch(AgencyTyped(self._answers()))

    @Slot()
    def _was_left(self) -> None:
        self._keep()
        field = self.sender()
        if isinstance(field, FieldModel) and field.value.strip():
            field.complain(self._problems().get(field.field.name, ""))

    def _problems(self) -> dict[str, str]:
        at = self._at()
        if at is None:
            return {}
        step, agency = at
        card = step.draft.card if agency.is_read else None
        answers = {**agency.told, **self._answers()}
        return agency_problems(step.item, agency, card, answers, self.around.language.code)

    @Slot()
    def submit(self) -> None:
        """下一步: every answer that does not hold says so."""
        problems = self._problems()
        here = [each.field.name for each in self._fields]
        if self.question in (RELATION, REASON):
            problems = {name: sentence for name, sentence in problems.items() if name in here}
        self._elsewhere = next((sentence for name, sentence in problems.items() if name not in here), "")
        self.changed.emit()
        for field in self._fields:
            field.complain("")  # said anew: the same sentence is news where somebody has been in the field since
            field.complain(problems.get(field.field.name, ""))
        if not problems and not self.reason:
            self.dispatch(AgencyFilled(self._answers()))
