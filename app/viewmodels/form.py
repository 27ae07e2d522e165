"""填写: one question a page. The rules are the catalogue's; what was typed leaves with the page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QObject, Signal, Slot

from app.catalogue.choice_checks import CHOOSING
from app.catalogue.computing import with_computed
from app.catalogue.field_checks import check_field
from app.catalogue.form_checks import is_asked, prefill
from app.catalogue.prefill_sources import CHOSEN, kind_of_source
from app.catalogue.record_rows import row_problem, told_by_choice, with_chosen
from app.catalogue.tidy import tidy
from app.domain.service_item import FieldType, FormField, StepKind
from app.domain.service_item import FormPage as PageOfForm
from app.journeys.events import FormFilled, FormTyped, PageFilled
from app.journeys.handing_events import HandOverWanted
from app.journeys.states import AtStep
from app.viewmodels.facts import Surroundings
from app.viewmodels.field_models import FieldModels
from app.viewmodels.form_division import DivisionModel
from app.viewmodels.form_field import FieldModel
from app.viewmodels.form_file import FileModel
from app.viewmodels.form_person import PersonModel
from app.viewmodels.form_persons import PersonsModel
from app.viewmodels.form_place import PlaceModel
from app.viewmodels.form_row import RowModel
from app.viewmodels.page import Page, shown
from app.viewmodels.translation import translate

_MODELS: dict[FieldType, type[FieldModel]] = {
    FieldType.DIVISION: DivisionModel,
    FieldType.PERSON: PersonModel,
    FieldType.PERSONS: PersonsModel,
    FieldType.PLACE: PlaceModel,
    FieldType.PHOTO: FileModel,
    FieldType.SCAN: FileModel,
    FieldType.SIGNATURE: FileModel,
    FieldType.ROW: RowModel,
}


class FormPage(Page):
    changed = Signal()
    fields_changed = Signal()
    preview_changed = Signal()

    def __init__(self, around: Surroundings, parent: QObject | None = None) -> None:
        super().__init__(around, parent)
        around.sitting.preview_changed.connect(self.preview_changed.emit)
        self._key: tuple[str, int, bool, str] | None = None
        self._heard: Mapping[str, str] = {}
        self._fields = FieldModels()

    # ------------------------------------------------------------ which page

    def _at(self) -> tuple[AtStep, PageOfForm] | None:
        step = self.step
        if step is None or step.step is not StepKind.FORM or not step.item.form:
            return None
        return step, step.item.form[step.page]

    def _asked_here(self, step: AtStep, page: PageOfForm) -> tuple[FormField, ...]:
        return step.item.fields_at(StepKind.FORM) if self.around.is_desk else page.fields

    def refresh(self) -> None:
        self._prepare()
        step = self.step
        if step is not None and step.step is StepKind.FORM:
            for field in self._fields:
                field.follow(step)
        super().refresh()

    def leave(self) -> None:
        self._put_away()

    def _put_away(self) -> None:
        self._key = None
        self._fields.put_away()

    def _prepare(self) -> None:
        """The fields of the page that the state shows; they stay the same objects while it does."""
        at = self._at()
        if at is None:
            return
        step, page = at
        key = (step.draft.case_id, step.page, step.for_review, self.around.language.code)
        if key == self._key:
            self._hear_late(step)
            return
        typed = {field.field.name: field.value for field in self._fields} if self._same_page(key) else {}
        self._put_away()
        self._key = key
        self._heard = step.draft.known
        known = _known(step)
        is_typed = step.draft.agency is not None and not step.draft.agency.is_read  # no card says what they answered
        for each in self._asked_here(step, page):
            told = known.get(each.name, "")
            first = typed.get(each.name) or step.draft.form.get(each.name) or (told if each.locked else "")
            model = _MODELS.get(each.type, FieldModel)
            field = model(each, first, "" if is_typed else told, self.around.language.code, self)
            field.edited.connect(self._look_again)
            field.left.connect(self._check_left)
            field.paused.connect(self._keep)
            field.wants.connect(self.dispatch)
            field.today = self._today
            field.follow(step)
            if each.type in CHOOSING or each.type is FieldType.DIVISION:
                field.edited.connect(self._keep)
            self._fields.shown.append(field)
        self._look_again()
        self.fields_changed.emit()

    def _hear_late(self, step: AtStep) -> None:
        """What came from the person's file or a licence while they were reading the page: offered, never typed over."""
        if step.draft.known == self._heard:
            return
        self._heard = step.draft.known
        known = _known(step)
        for field in self._fields:
            if kind_of_source(field.field.prefill) in LEARNT and (told := known.get(field.field.name)):
                field.know(told)

    def _same_page(self, key: tuple[str, int, bool, str]) -> bool:
        """Only the language changed: what was typed stays."""
        return self._key is not None and self._key[:3] == key[:3]

    # ------------------------------------------------------------ what is shown

    @shown(str, changed)
    def title(self) -> str:
        at = self._at()
        if at is None or self.around.is_desk:
            return translate("Form", "填表") if at else ""
        return self.say(at[1].title)

    @shown(str, changed)
    def help(self) -> str:
        at = self._at()
        return self.say(at[1].help) if at and not self.around.is_desk else ""

    @shown(int, preview_changed)
    def preview(self) -> int:
        """Counts the camera's pictures; each is `image://preview/<counter>`."""
        return self.around.sitting.preview_counter

    @shown("QVariantList", fields_changed)
    def fields(self) -> list[FieldModel]:
        self._prepare()
        return self._fields.shown

    @shown(str, changed)
    def primaryText(self) -> str:  # noqa: N802
        step = self.step
        return translate("Form", "改好了") if step and step.for_review else translate("Form", "下一步")

    # ------------------------------------------------------------ acts

    def _worked_out_anew(self, answers: Mapping[str, str]) -> dict[str, str]:
        """What hangs on the answers of this page, also where it stands on another."""
        if self.step is None:
            return {}
        kept = self.step.draft.form
        derived = (each.name for each in self.step.item.fields() if _is_derived(each))
        return {name: answers[name] for name in derived if answers.get(name, "") != kept.get(name, "")}

    def _answers(self) -> dict[str, str]:
        step = self.step
        earlier = dict(step.draft.form) if step else {}
        typed = {field.field.name: tidy(field.field, field.value) for field in self._fields}
        if step is None:
            return typed
        chosen = with_chosen(step.item, {**earlier, **typed}, step.draft.record)
        return with_computed(step.item, chosen, self._today())

    def _today(self) -> date:
        return self.around.station.now().date()

    @Slot()
    def _look_again(self) -> None:
        self._tell_what_was_chosen()
        answers = self._answers()
        for field in self._fields:
            field.ask(is_asked(field.field, answers))
            if field.field.compute is not None:
                field.show(answers[field.field.name])

    def _tell_what_was_chosen(self) -> None:
        """What hangs on a row of the record that is chosen on this page or before."""
        step = self.step
        if step is None:
            return
        answers = self._answers()
        for field in self._fields:
            if (field.field.prefill or "").startswith(CHOSEN):
                field.know(told_by_choice(step.item, field.field, answers, step.draft.record))

    @Slot()
    def _keep(self) -> None:
        if self.around.is_desk:
            self.dispatch(FormTyped(self._answers()))

    @Slot()
    def _check_left(self) -> None:
        self._keep()
        field = self.sender()
        if isinstance(field, FieldModel) and field.value.strip():
            field.complain(self._problem_of(field))

    def _problem_of(self, field: FieldModel) -> str:
        answers = self._answers()
        value = answers[field.field.name]
        language = self.around.language.code
        problem = row_problem(field.field, value, self.step.draft.record) if self.step else None
        if problem is not None:
            return problem.in_language(language)
        return check_field(field.field, value, answers, language, self._today()) or ""

    @Slot()
    def handOver(self) -> None:  # noqa: N802
        """With what stands on the page, checked at the counter."""
        answers = self._answers()
        self.dispatch(
            HandOverWanted({each.field.name: answers[each.field.name] for each in self._fields if each.asked})
        )

    @Slot(str)
    def takeAnswer(self, name: str) -> None:  # noqa: N802
        """The ready answer; on a page with one question it is the whole page."""
        for field in self._fields:
            if field.field.name == name:
                field.take_known()
        if sum(1 for field in self._fields if field.asked) == 1:
            self.submit()

    @Slot()
    def submit(self) -> None:
        """下一步: every field that does not hold says so; the page is left when all do."""
        for field in self._fields:
            field.finish()
            field.complain("")  # said anew: the same sentence is news where the finger has been in the field since
            field.complain(self._problem_of(field) if field.asked else "")
        if any(field.error or (field.asked and field.unfinished) for field in self._fields):
            return
        answers = self._answers()
        told = {f.field.name: answers[f.field.name] if f.asked else "" for f in self._fields}
        told |= self._worked_out_anew(answers)
        self.dispatch(FormFilled(told) if self.around.is_desk else PageFilled(told))


LEARNT = ("file", "earlier", "e_licence")
"""Sources that are asked for in the background."""


def _known(step: AtStep) -> dict[str, str]:
    draft = step.draft
    told = prefill(step.item, draft.card, draft.record, draft.known, draft.form) if draft.card else {}
    return {**told, **step.correcting.held} if step.correcting is not None else told


def _is_derived(field: FormField) -> bool:
    """Nobody types it: it is worked out, or what a chosen row says."""
    return field.compute is not None or (field.locked and (field.prefill or "").startswith(CHOSEN))
