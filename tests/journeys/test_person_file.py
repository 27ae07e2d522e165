"""What the table does with a person's file: allowed or not, in time or late, for the right case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.agency import Agency
from app.domain.person_file import FiledPaper, PersonFile
from app.domain.ports import ELicence
from app.domain.service_item import FieldType, FormField, FormPage, Material, MaterialSource, ServiceItem, StepKind
from app.journeys import events as on
from app.journeys.draft import Draft
from app.journeys.knowing import offers_file
from app.journeys.knowing_commands import AskLicenceFacts, AskPersonFile
from app.journeys.knowing_events import KnownCame
from app.journeys.lacking import lacking, reused
from app.journeys.spared import filed_paper, spared
from app.journeys.states import AtStep, Passed, State
from app.journeys.table import step
from tests.journeys.items import CARD, CASE, T, item

PDF = "application/pdf"
STEPS = (StepKind.IDENTIFY, StepKind.NOTICE, StepKind.FORM, StepKind.MATERIALS, StepKind.REVIEW, StepKind.SUBMIT)


def material(code: str, source: MaterialSource, days: int = 365) -> Material:
    return Material(code, T, source, code, (PDF, "image/jpeg"), reuse_days=days)


BOOK, BANK, OLD, SIGNED = (
    material("book", MaterialSource.E_LICENCE),
    material("bank", MaterialSource.SCAN),
    material("old", MaterialSource.PERSON_FILE),
    material("signed", MaterialSource.SIGNATURE, 0),
)
FIELDS = (
    FormField("phone", T, FieldType.PHONE, prefill="file.phone"),
    FormField("reason", T, FieldType.TEXT, prefill="earlier.reason"),
    FormField("village", T, FieldType.TEXT, prefill="e_licence.book.address"),
)
ITEM = replace(item(*STEPS), form=(FormPage("one", T, T, FIELDS),), materials=(BOOK, BANK, OLD, SIGNED))


def paper(code: str, media_type: str = PDF) -> FiledPaper:
    return FiledPaper(code, date(2026, 3, 2), "BM01-1", media_type, b"%PDF-1.7")


FILE = PersonFile({"file.phone": "13812345678", "earlier.reason": "lost"}, (paper("book"), paper("bank"), paper("old")))
CAME = KnownCame(CASE.id, FILE, from_file=True)


def at_notice(of: ServiceItem = ITEM, **changed: object) -> AtStep:
    return AtStep(of, of.steps, 1, replace(Draft(CASE.id, CARD), **changed))  # type: ignore[arg-type]


def walk(state: State, *events: on.Event) -> AtStep:
    for event in events:
        state, _ = step(state, event)
    assert isinstance(state, AtStep)
    return state


def test_whoever_allows_it_has_the_file_asked_for_and_goes_on_at_once() -> None:
    after, commands = step(at_notice(), on.ConsentGiven(reuse=True))
    assert isinstance(after, AtStep)
    assert (after.step, after.draft.file_agreed) == (StepKind.FORM, True)
    assert commands == (AskPersonFile(CASE.id, "item", CARD), AskLicenceFacts(CASE.id, ("book",), CARD))


def test_whoever_says_no_goes_on_with_nothing_of_it() -> None:
    after, commands = step(at_notice(), on.ConsentGiven())
    assert isinstance(after, AtStep)
    assert (after.step, after.draft.file_agreed) == (StepKind.FORM, False)
    assert [each for each in commands if isinstance(each, AskPersonFile)] == []
    assert walk(after, CAME).draft == after.draft


def test_nothing_is_offered_where_the_item_could_use_nothing() -> None:
    plain = replace(item(*STEPS), materials=(SIGNED,))
    assert not offers_file(at_notice(plain))
    after, commands = step(at_notice(plain), on.ConsentGiven(reuse=True))
    assert isinstance(after, AtStep)
    assert (after.draft.file_agreed, commands) == (None, ())


def test_an_agent_is_not_offered_the_file_of_the_person_who_is_not_there() -> None:
    assert not offers_file(at_notice(agency=Agency(CARD, None, {}, is_read=True)))


@pytest.mark.parametrize("later", [(), (on.PageFilled({"phone": "13900000000"}),)], ids=["on the form", "beyond it"])
def test_the_file_may_come_on_any_step(later: tuple[on.Event, ...]) -> None:
    state = walk(at_notice(), on.ConsentGiven(reuse=True), *later, CAME)
    assert state.draft.known["file.phone"] == "13812345678"
    assert [each.code for each in state.draft.filed] == ["book", "bank", "old"]


def test_what_comes_for_another_case_changes_nothing() -> None:
    state = walk(at_notice(), on.ConsentGiven(reuse=True))
    assert walk(state, replace(CAME, case_id="another")) == state


def test_whoever_goes_back_and_says_no_has_nothing_of_it_left_but_what_licences_say() -> None:
    facts = KnownCame(CASE.id, PersonFile({"e_licence.book.address": "云溪镇"}))
    state = walk(at_notice(), on.ConsentGiven(reuse=True), CAME, facts, on.BackPressed(), on.ConsentGiven())
    assert (state.draft.filed, state.draft.file_agreed) == ((), False)
    assert state.draft.known == {"e_licence.book.address": "云溪镇"}


def at_materials(**changed: object) -> AtStep:
    draft = replace(Draft(CASE.id, CARD, file_agreed=True, filed=FILE.papers), **changed)  # type: ignore[arg-type]
    return AtStep(ITEM, STEPS, STEPS.index(StepKind.MATERIALS), draft, mood=Passed(), can_scan=True)


def test_with_everything_on_file_nothing_has_to_be_brought() -> None:
    state = at_materials()
    assert (state.missing_scans, lacking(state), spared(ITEM, state.draft)) == ((), (), 3)
    assert [each.code for each in reused(state)] == ["book", "bank", "old"]


def test_a_licence_and_a_fresh_scan_come_before_the_file() -> None:
    draft = at_materials(licences=(ELicence("book", "户口簿", "1"),), scans={"bank": b"jpeg"}).draft
    assert [filed_paper(draft, each) for each in (BOOK, BANK)] == [None, None]
    assert spared(ITEM, draft) == 2


def test_without_leave_what_is_on_file_is_not_there() -> None:
    state = replace(at_materials(file_agreed=False), at_desk=True)
    assert [each.code for each in state.missing_scans] == ["bank", "old"]
    assert spared(ITEM, state.draft) == 0


def test_what_belongs_to_one_matter_and_what_is_of_another_kind_is_not_taken() -> None:
    draft = at_materials(filed=(paper("bank"), paper("old", "video/mp4"))).draft
    assert filed_paper(draft, replace(BANK, reuse_days=0)) is None
    assert filed_paper(draft, OLD) is None


def test_what_is_not_needed_with_these_answers_is_not_taken() -> None:
    assert filed_paper(at_materials().draft, replace(BANK, required=False)) is None


def test_at_a_place_without_a_document_camera_what_is_not_on_file_is_shown_at_collection() -> None:
    state = replace(at_materials(filed=()), can_scan=False)
    assert [each.code for each in state.missing_scans] == ["bank"]
    assert OLD.may_be_promised
