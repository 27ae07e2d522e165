"""The pages where somebody acts for another: what is asked, what is said, whose data stands where."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.agency import NAME, NUMBER, REASON, RELATION, Agency
from app.domain.ports import ELicence
from app.domain.service_item import StepKind
from app.journeys.agency import steps_with
from app.journeys.agency_events import AgencyChosen, AgencyFilled, AgencyTyped
from app.journeys.draft import Draft
from app.journeys.screens import Screen
from app.journeys.states import Asking, AtStep, Passed
from app.runtime.draft_keeping import kept_of
from app.viewmodels.agent_words import agent_words
from app.viewmodels.desk_drafts import draft_rows
from app.viewmodels.desk_person import person_of
from app.viewmodels.pages import make_pages
from tests.qml.screens.sample_states import AGENT, CARD, PENSION, by_agent
from tests.unit.app.viewmodels.standing import SHELF

TODAY = date(2026, 3, 18)
TYPED = {NAME: "王建国", NUMBER: "330782195503020022", RELATION: "child", REASON: "away"}
ACTS = Agency(AGENT, TODAY, {RELATION: "child", REASON: "away"})
READ = replace(ACTS, is_read=True)


@pytest.fixture
def around(around):
    return replace(around, is_desk=True)


@pytest.fixture
def pages(around):
    return make_pages(around)


def show(pages, around, state, screen):
    around.sitting.show(state)
    page = pages[screen]
    page.refresh()
    return page


def fields(page):
    return {each.field.name: each for each in page.fields}


def at(step, agency, *, item=PENSION, card=CARD, mood=None, **more):
    steps = steps_with(item.steps, agency)
    draft = Draft("0192", card, "matched", consented=True, agency=agency, **more)
    return AtStep(item, steps, steps.index(step), draft, mood or Asking(), can_scan=True, at_desk=True)


# ---------------------------------------------------------------- choosing


def test_a_clerk_asks_who_came_and_says_why_nobody_else_can(pages, around):
    plain = AtStep(PENSION, PENSION.steps, 0, Draft("0192"), at_desk=True)
    page = show(pages, around, plain, Screen.PUT_CARD)
    assert [each["value"] for each in page.ways] == ["self", "agent"]
    page.choose("agent")
    assert around.sitting.events == [AgencyChosen(True)]
    card = SHELF.item("temporary-id-card")
    page = show(pages, around, AtStep(card, card.steps, 0, Draft("0192"), at_desk=True), Screen.PUT_CARD)
    assert (page.ways, page.inPerson) == ([], "要当场给本人拍照，不能代办")


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("social-insurance-proof", "要查本人的记录，不能代办"),
        ("residence-permit-endorsement", "这件事规定要本人来，不能代办"),
        ("driving-licence-renewal", "要本人当场体检，不能代办"),
        ("residents-pension-registration", ""),
    ],
)
def test_each_item_that_allows_none_says_why_in_words(pages, around, code, why):
    item = SHELF.item(code)
    assert show(pages, around, AtStep(item, item.steps, 0, Draft("0192")), Screen.PUT_CARD).inPerson == why


def test_the_glass_asks_nobody_and_a_card_that_was_read_ends_the_asking(pages, around):
    read = AtStep(PENSION, PENSION.steps, 0, Draft("0192", CARD), Passed(), at_desk=True)
    assert show(pages, around, read, Screen.PUT_CARD).ways == []
    glass = make_pages(replace(around, is_desk=False))
    page = show(glass, around, AtStep(PENSION, PENSION.steps, 0, Draft("0192")), Screen.PUT_CARD)
    assert (page.ways, page.inPerson) == ([], "")


# ---------------------------------------------------------------- who cannot come


def test_what_is_typed_is_kept_and_what_does_not_hold_is_said_where_it_stands(pages, around):
    page = show(pages, around, by_agent(StepKind.AGENCY, at_desk=True), Screen.AGENCY)
    fields(page)[NUMBER].edit("330782195503020023")
    fields(page)[NUMBER].leave()
    assert isinstance(around.sitting.events[-1], AgencyTyped)
    assert fields(page)[NUMBER].error == "身份证号最后一位对不上，请再看一遍"
    assert fields(page)[NAME].error == ""
    page.submit()
    assert fields(page)[NAME].error == "还没填本人姓名"
    assert not [each for each in around.sitting.events if isinstance(each, AgencyFilled)]


def test_a_choice_is_kept_at_once_and_the_whole_leads_on(pages, around):
    page = show(pages, around, by_agent(StepKind.AGENCY, at_desk=True), Screen.AGENCY)
    fields(page)[RELATION].edit("child")
    assert around.sitting.events == [AgencyTyped({NAME: "", NUMBER: "", RELATION: "child", REASON: ""})]
    for name, answer in TYPED.items():
        fields(page)[name].edit(answer)
    page.submit()
    assert around.sitting.events[-1] == AgencyFilled(TYPED)


def test_the_number_that_was_typed_stands_there_masked(pages, around):
    page = show(pages, around, by_agent(StepKind.AGENCY, at_desk=True), Screen.AGENCY)
    fields(page)[NUMBER].edit(TYPED[NUMBER])
    fields(page)[NAME].edit(TYPED[NAME])
    assert (fields(page)[NUMBER].masked, fields(page)[NAME].masked) == ("3307**********0022", "王*国")


def test_a_card_that_is_read_answers_two_questions_and_leaves_the_others(pages, around):
    page = show(pages, around, by_agent(StepKind.AGENCY, at_desk=True), Screen.AGENCY)
    fields(page)[RELATION].edit("child")
    page = show(pages, around, by_agent(StepKind.AGENCY, at_desk=True, is_read=True), Screen.AGENCY)
    assert {name: (each.locked, each.source) for name, each in fields(page).items()} == {
        NAME: (True, "card"),
        NUMBER: (True, "card"),
        RELATION: (False, ""),
        REASON: (False, ""),
    }
    assert fields(page)[RELATION].value == "child"
    assert page.strip == "读到了本人的身份证，可以拿走了"


def test_where_the_card_itself_is_wanted_nobody_types_a_number(pages, around):
    strict = replace(PENSION, agency=replace(PENSION.agency, principal_card=True))
    state = replace(by_agent(StepKind.AGENCY, at_desk=True), item=strict)
    page = show(pages, around, state, Screen.AGENCY)
    assert set(fields(page)) == {RELATION, REASON}
    for name in (RELATION, REASON):
        fields(page)[name].edit(TYPED[name])
    page.submit()
    assert page.reason == "这件事代办要读本人的身份证"
    assert not [each for each in around.sitting.events if isinstance(each, AgencyFilled)]


def test_what_stood_on_one_persons_card_is_never_taken_for_typed(pages, around):
    """Another card, another case: the two answers are asked anew."""
    show(pages, around, by_agent(StepKind.AGENCY, at_desk=True, is_read=True), Screen.AGENCY)
    page = show(pages, around, by_agent(StepKind.AGENCY, at_desk=True), Screen.AGENCY)
    assert {fields(page)[name].value for name in (NAME, NUMBER)} == {""}
    fields(page)[NAME].edit("王建国")
    state = by_agent(StepKind.AGENCY, at_desk=True)
    page = show(pages, around, replace(state, draft=replace(state.draft, case_id="0193")), Screen.AGENCY)
    assert fields(page)[NAME].value == ""


def test_what_was_typed_is_gone_with_the_page(pages, around):
    page = show(pages, around, by_agent(StepKind.AGENCY, at_desk=True), Screen.AGENCY)
    number = fields(page)[NUMBER]
    number.edit(TYPED[NUMBER])
    page.leave()
    assert number.value == ""


# ---------------------------------------------------------------- the rest of the way


def test_the_form_is_filled_from_the_principals_card_and_never_from_the_agents(pages, around):
    read = show(pages, around, at(StepKind.FORM, READ), Screen.FORM)
    assert fields(read)["household_address"].answer
    assert AGENT.address == CARD.address  # so tell them apart by another address
    elsewhere = at(StepKind.FORM, replace(READ, agent=replace(AGENT, address="别处一路 1 号")), card=CARD)
    page = show(pages, around, elsewhere, Screen.FORM)
    assert "别处" not in fields(page)["household_address"].answer
    pages[Screen.FORM].leave()
    typed = show(pages, around, at(StepKind.FORM, ACTS), Screen.FORM)
    assert fields(typed)["household_address"].answer == ""


def test_only_the_paper_that_fits_stands_among_the_materials(pages, around):
    rows = {row["code"]: row for row in show(pages, around, at(StepKind.MATERIALS, ACTS), Screen.MATERIALS).rows}
    assert rows["power-of-attorney"]["act"] == "scan"
    assert "guardianship-proof" not in rows
    assert rows["household-register"]["from"] == "没读本人的证，不取电子证照"
    assert rows["household-register"]["act"] == "scan"
    alone = AtStep(PENSION, PENSION.steps, PENSION.steps.index(StepKind.MATERIALS), Draft("0192", CARD), Passed())
    assert "power-of-attorney" not in {row["code"] for row in show(pages, around, alone, Screen.MATERIALS).rows}


def test_licences_wait_for_the_power_of_attorney(pages, around):
    waiting = show(pages, around, at(StepKind.MATERIALS, READ, mood=Passed()), Screen.MATERIALS)
    assert {row["code"]: row["tag"] for row in waiting.rows}["household-register"] == "一会取"
    found = (ELicence("household-register", "居民户口簿", "1", "application/pdf", b"pdf"),)
    state = at(StepKind.MATERIALS, READ, mood=Passed(), licences=found, scans={"power-of-attorney": b"jpeg"})
    rows = {row["code"]: row for row in show(pages, around, state, Screen.MATERIALS).rows}
    assert (rows["household-register"]["tag"], rows["power-of-attorney"]["act"]) == ("免提交", "rescan")


def test_the_review_names_both_masked_and_says_what_no_card_says(pages, around):
    rows = {row["label"]: row for row in show(pages, around, by_agent(StepKind.REVIEW), Screen.REVIEW).rows}
    assert (rows["代办人"]["value"], rows["代办人是本人的"]["value"]) == ("李*海", "子女")
    assert (rows["姓名"]["source"], rows["代办人"]["source"]) == ("", "来自身份证")
    assert pages[Screen.REVIEW].byAgent
    assert not any(row["editable"] for label, row in rows.items() if label.startswith("代办人"))


def test_an_agent_is_told_of_their_own_data_and_speaks_for_the_principal(pages, around):
    page = show(pages, around, by_agent(StepKind.NOTICE), Screen.NOTICE)
    assert any("代办人的姓名" in each for each in page.paragraphs)
    assert page.consent.startswith("代本人声明：")


# ---------------------------------------------------------------- beside the page


def test_beside_the_page_stands_the_principal_with_the_agent_below():
    told = person_of(Draft("0192", CARD, "matched", agency=READ), TODAY, full=False)
    assert (told["name"], told["agent"]["name"]) == ("张*三", "李*海")
    assert told["agent"]["tags"] == ["刷卡核验", "人证一致"]
    assert told["tags"] == []  # nobody has looked at the principal's face
    assert {row["label"]: row["value"] for row in told["agent"]["rows"]} == {
        "证件号码": "3307**********4515",
        "代办原因": "子女，在外地",
    }
    full = person_of(Draft("0192", CARD, "matched", agency=READ), TODAY, full=True)
    assert (full["name"], full["agent"]["name"]) == (CARD.name, AGENT.name)


def test_until_the_principal_is_known_the_agent_stands_there_alone_and_a_number_is_called_a_number():
    alone = person_of(Draft("0192", face="matched", agency=ACTS), TODAY, full=False)
    assert (alone["name"], alone["rows"]) == ("还不知道替谁办", [])
    assert person_of(Draft("0192", agency=Agency()), TODAY, full=False) == {}
    rows = {
        row["label"]: row["value"] for row in person_of(Draft("0192", CARD, agency=ACTS), TODAY, full=False)["rows"]
    }
    assert rows["怎样核实"] == "填的号码，没读证"
    assert "证件有效" not in rows


@pytest.mark.parametrize(
    ("draft", "name"),
    [
        (Draft("0192", CARD, agency=READ), "张*三"),
        (Draft("0192", agency=replace(ACTS, told={NAME: "王建国"})), "王*国"),
        (Draft("0192", agency=Agency(AGENT, TODAY)), "李*海"),
    ],
)
def test_what_was_not_finished_is_named_after_whose_it_is(around, draft, name):
    kept = kept_of(PENSION, draft, StepKind.AGENCY, "0042", around.station.now())
    assert [row["person"] for row in draft_rows([kept], around)] == [name]


def test_another_word_about_an_agent_is_a_sentence_too():
    assert agent_words("application:agent.never_heard") == "代办人的信息不对，中心没有收"
