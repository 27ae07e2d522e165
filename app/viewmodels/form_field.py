"""One field of a form page while it is being filled in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal, Slot

from app.catalogue.answer_words import answer_words
from app.catalogue.limit_checks import YUAN
from app.catalogue.persons_words import masked_persons
from app.catalogue.plates import ENDS, PROVINCES
from app.catalogue.prefill_sources import kind_of_source, may_be_silent
from app.catalogue.tidy import tidy
from app.domain.formats import china_today, mask_address, mask_id_number, mask_name, mask_phone
from app.domain.service_item import FieldType, FormField
from app.domain.several import answer_of, chosen_of
from app.journeys.states import AtStep
from app.viewmodels.page import shown
from app.viewmodels.translation import translate

_MASKS: dict[str, Callable[[str], str]] = {
    "name": mask_name,
    "id_number": mask_id_number,
    "phone": mask_phone,
    "address": mask_address,
}
_KINDS = {
    FieldType.LONG_TEXT: "lines",
    FieldType.PHONE: "phone",
    FieldType.NUMBER: "number",
    FieldType.MONEY: "money",
    FieldType.DATE: "number",
    FieldType.ID_NUMBER: "id",
    FieldType.CHOICE: "choice",
    FieldType.SEVERAL: "several",
    FieldType.DIVISION: "division",
    FieldType.PERSON: "person",
    FieldType.PERSONS: "persons",
    FieldType.PLACE: "place",
    FieldType.PHOTO: "photo",
    FieldType.SCAN: "scan",
    FieldType.SIGNATURE: "signature",
    FieldType.PLATE: "plate",
    FieldType.CREDIT_CODE: "code",
}
_EXAMPLES = {FieldType.DATE: "20260318", FieldType.PLATE: "浙G12345"}
_BEFORE_THE_END = 6
"""Characters of a plate after which one of its endings may follow."""


class FieldModel(QObject):
    """Holds what was typed until the page is left. The rules are asked from outside: `edited`, `left` and, with more to
    come, `paused` say when."""

    changed = Signal()
    error_changed = Signal()
    visible_changed = Signal()
    opened_changed = Signal()
    edited = Signal()
    left = Signal()
    paused = Signal()
    wants = Signal(object)
    """An event for the sitting."""

    def __init__(self, field: FormField, value: str, known: str, language: str, parent: QObject | None = None) -> None:
        """`known` is what card or record say; `value` what stands in the field at first."""
        super().__init__(parent)
        self.field = field
        self._language = language
        self._value = value
        self._known = known
        self._is_locked = field.compute is not None or (
            field.locked and (bool(known) or not may_be_silent(field.prefill))
        )
        self._error = ""
        self.today: Callable[[], date] = china_today
        """The day of the application: the station's own clock, once a page says so."""
        self._visible = True
        self._opened = False

    # ------------------------------------------------------------ what does not change

    @shown(str, changed)
    def name(self) -> str:
        return self.field.name

    @shown(str, changed)
    def kind(self) -> str:
        """How it is asked: `text`, `lines`, `phone`, `number`, `money`, `id`, `code`, `plate`, `choice`, `several`,
        `division`, `person`, `persons`, `place`, `photo`, `scan`, `signature` or `row`."""
        if self.field.pattern and self.field.example.isdigit():
            return "number"
        return _KINDS.get(self.field.type, "text")

    @shown(str, changed)
    def label(self) -> str:
        label = self.field.label.in_language(self._language)
        if self.field.type is not FieldType.SEVERAL:
            return label
        if self.field.most is None:
            return translate("Form", "%1（可选几项）").replace("%1", label)
        return translate("Form", "%1（最多选 %2 项）").replace("%1", label).replace("%2", f"{self.field.most:f}")

    @shown(str, changed)
    def hint(self) -> str:
        if self.field.help is None:
            return self.field.example or _EXAMPLES.get(self.field.type, "")
        return self.field.help.in_language(self._language)

    @shown(bool, changed)
    def locked(self) -> bool:
        return self._is_locked

    @shown(int, changed)
    def maxLength(self) -> int:  # noqa: N802
        return self.field.max_length

    @shown("QVariantList", changed)
    def choices(self) -> list[dict[str, str]]:
        return [{"value": each.value, "label": each.label.in_language(self._language)} for each in self.field.choices]

    @shown(str, changed)
    def unit(self) -> str:
        """What stands behind the figure."""
        unit = YUAN if self.field.type is FieldType.MONEY else self.field.unit
        return unit.in_language(self._language) if unit else ""

    # ------------------------------------------------------------ what does

    @shown("QStringList", changed)
    def offers(self) -> list[str]:
        """Characters that the keyboard hides, each put behind what stands there by one touch."""
        if self.field.type is not FieldType.PLATE:
            return []
        return list(PROVINCES) if not self._value else list(ENDS) if len(self._value) == _BEFORE_THE_END else []

    @shown(str, changed)
    def value(self) -> str:
        return self._value

    @shown(str, changed)
    def said(self) -> str:
        """The value in words."""
        return self._words_of(self._value) if self._value else ""

    @shown(str, changed)
    def masked(self) -> str:
        """How the value stands there while nobody types; empty where it is not masked."""
        mask = _MASKS.get(self.field.masked or "")
        return mask(self._value) if mask and self._value else ""

    @shown(str, changed)
    def answer(self) -> str:
        """The ready answer from the card, masked; empty once it is taken or where there is none."""
        if self._is_locked or not self._known or self._known == self._value:
            return ""
        if self.field.type is FieldType.PERSONS:
            return masked_persons(self.field, self._known, self._language)
        mask = _MASKS.get(self.field.masked or "")
        return mask(self._known) if mask else answer_words(self.field, self._known, self._language)

    @shown(str, changed)
    def source(self) -> str:
        """Where the answer that stands there came from: `card`, `record`, `e_licence`, `file`, `earlier`, `chosen`,
        `computed`, or empty where it was typed."""
        if self.field.compute is not None:
            return "computed"
        if not self._known or self._known != self._value:
            return ""
        return kind_of_source(self.field.prefill)

    @shown(str, error_changed)
    def error(self) -> str:
        return self._error

    @shown(bool, opened_changed)
    def opened(self) -> bool:
        """Whether somebody is choosing right now, and needs the room."""
        return self._opened

    @shown(bool, visible_changed)
    def asked(self) -> bool:
        return self._visible

    @shown("QStringList", changed)
    def chosen(self) -> list[str]:
        """The values that are ticked."""
        return list(chosen_of(self._value))

    # ------------------------------------------------------------ acts

    @Slot(str)
    def toggle(self, value: str) -> None:
        """One of several choices was ticked, or its tick taken away."""
        ticked = chosen_of(self._value)
        kept = [each for each in ticked if each != value]
        self.edit(tidy(self.field, answer_of(kept if value in ticked else [*ticked, value])))

    @Slot(str)
    def edit(self, value: str) -> None:
        """Typed or chosen. What was wrong before is not said while somebody types."""
        if value == self._value:
            return
        self._value = value
        self.complain("")
        self.changed.emit()
        self.edited.emit()

    @Slot()
    def leave(self) -> None:
        """The finger went elsewhere."""
        self._tidy()
        self.left.emit()

    def show(self, value: str) -> None:
        """Worked out anew: nobody typed it, so nobody is told."""
        if value != self._value:
            self._value = value
            self.changed.emit()

    def follow(self, step: AtStep) -> None:
        """What the sitting knows of this field now; most need nothing of it."""

    def finish(self) -> None:
        """The page is about to be left: what was begun in the field comes to its end."""

    @property
    def unfinished(self) -> bool:
        """Something was begun in the field that does not hold yet."""
        return False

    def know(self, known: str | None) -> None:
        """What a choice made before says for this field, as it is now; None where it is typed instead."""
        if self.field.locked and (known is not None) != self._is_locked:
            self._is_locked = known is not None
            self.changed.emit()
        before, self._known = self._known, known or ""
        if before == self._known:
            return
        if self._is_locked or (self._value and self._value == before):
            self.show(self._known)
        self.changed.emit()

    @shown(str, changed)
    def answerKind(self) -> str:  # noqa: N802
        """Where the ready answer comes from, as `source` says it."""
        return kind_of_source(self.field.prefill)

    def take_known(self) -> None:
        self.edit(self._known)

    def complain(self, sentence: str) -> None:
        if sentence != self._error:
            self._error = sentence
            self.error_changed.emit()

    def ask(self, visible: bool) -> None:
        if visible != self._visible:
            self._visible = visible
            self.visible_changed.emit()

    def _words_of(self, value: str) -> str:
        return answer_words(self.field, value, self._language)

    def forget(self) -> None:
        self._value = self._known = self._error = ""

    def _tidy(self) -> None:
        self.edit(tidy(self.field, self._value))
