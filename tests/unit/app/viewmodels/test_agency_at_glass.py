"""The pages of agency at the glass: what is offered, asked and said, and whose data stands where."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.agency import NAME, NUMBER, REASON, RELATION
from app.domain.service_item import StepKind
from app.journeys.agency import AgencyAsk
from app.journeys.agency_events import AgencyChosen, AgencyFilled
from app.journeys.authority import PaperPage
from app.journeys.authority_events import AuthorityChosen, AuthorityWay, PowerSigned
from app.journeys.draft import Draft
from app.journeys.events import ScanPressed
from app.journeys.screens import Screen
from app.journeys.states import AtStep, Passed, TakingThings, Trouble, Troubled, Working
from app.journeys.things import Thing
from app.viewmodels.pages import make_pages
from tests.qml.screens.sample_states import AGENT, CARD, PENSION, by_agent, finished

STROKES = [[[10.0, 10.0], [200.0, 60.0]], [[30.0, 80.0], [150.0, 20.0]]]


@pytest.fixture
def pages(around):
    return make_pages(around)


def show(pages, around, state, screen):
    around.sitting.show(state)
    page = pages[screen]
    page.refresh()
    return page


def power(page=PaperPage.WAYS, **more):
    return by_agent(StepKind.AUTHORITY, is_read=True, can_scan=True, page=page, **more)


def test_the_way_is_offered_where_the_item_allows_it_and_until_a_card_was_read(pages, around):
    plain = AtStep(PENSION, PENSION.steps, 0, Draft("0192"))
    page = show(pages, around, plain, Screen.PUT_CARD)
    assert (page.mayAct, page.forAnother) == (True, False)
    page.choose("agent")
    assert around.sitting.events == [AgencyChosen(True)]
    assert not show(pages, around, replace(plain, mood=Passed()), Screen.PUT_CARD).mayAct
    alone = replace(plain, item=replace(PENSION, agency=None))
    assert not show(pages, around, alone, Screen.PUT_CARD).mayAct
    desk = replace(around, is_desk=True)
    assert not show(make_pages(desk), desk, replace(plain, at_desk=True), Screen.PUT_CARD).mayAct


@pytest.mark.parametrize(
    ("ask", "question", "names"),
    [
        (AgencyAsk.RELATION, "relation", [RELATION]),
        (AgencyAsk.REASON, "reason", [REASON]),
        (AgencyAsk.PRINCIPAL, "principal", [NAME, NUMBER]),
    ],
)
def test_each_page_asks_its_own_question(pages, around, ask, question, names):
    page = show(pages, around, by_agent(StepKind.AGENCY, page=ask), Screen.AGENCY)
    assert (page.question, [each.field.name for each in page.fields]) == (question, names)
    page.submit()
    assert around.sitting.events == []
    assert all(each.error for each in page.fields)
    assert page.elsewhere == "" or question == "principal"


def test_an_answer_goes_on_alone_with_its_page(pages, around):
    page = show(pages, around, by_agent(StepKind.AGENCY), Screen.AGENCY)
    page.fields[0].edit("child")
    page.submit()
    assert around.sitting.events[-1] == AgencyFilled({RELATION: "child"})


def test_what_does_not_fit_an_answer_of_another_page_is_said_on_this_one(pages, around):
    state = by_agent(StepKind.AGENCY, page=AgencyAsk.PRINCIPAL)
    agency = replace(state.draft.agency, told={RELATION: "child", REASON: "away"})
    page = show(pages, around, replace(state, draft=replace(state.draft, agency=agency)), Screen.AGENCY)
    for field, answer in zip(page.fields, ("王小明", "330782201901012341"), strict=True):
        field.edit(answer)
    page.submit()
    assert page.elsewhere == "本人不满 18 周岁，要父母或监护人来办"
    assert [each for each in around.sitting.events if isinstance(each, AgencyFilled)] == []


def test_the_agents_card_that_still_lies_there_is_asked_away_first(pages, around):
    lies = by_agent(StepKind.AGENCY, page=AgencyAsk.PRINCIPAL, card_in_reader=True)
    assert show(pages, around, lies, Screen.AGENCY).strip == "先拿走您的身份证，再放本人的"
    assert show(pages, around, replace(lies, card_in_reader=False), Screen.AGENCY).strip == "正在等本人的身份证"


def test_where_the_card_itself_is_wanted_there_is_nothing_to_type(pages, around):
    state = by_agent(StepKind.AGENCY, page=AgencyAsk.PRINCIPAL)
    strict = replace(state, item=replace(PENSION, agency=replace(PENSION.agency, principal_card=True)))
    page = show(pages, around, strict, Screen.AGENCY)
    assert (page.fields, page.reason) == ([], "这件事代办要读本人的身份证")
    first = replace(strict, page=AgencyAsk.RELATION)
    assert show(pages, around, first, Screen.AGENCY).reason == ""


def test_the_ways_that_are_open_are_offered_and_what_was_given_is_said(pages, around):
    page = show(pages, around, power(), Screen.AUTHORITY)
    assert ([each["value"] for each in page.ways], page.couldSign, page.paper) == (
        ["sign", "scan"],
        False,
        "授权委托书",
    )
    page.choose("sign")
    assert around.sitting.events == [AuthorityChosen(AuthorityWay.SIGN)]
    by_number = show(pages, around, by_agent(StepKind.AUTHORITY, can_scan=True), Screen.AUTHORITY)
    assert ([each["value"] for each in by_number.ways], by_number.couldSign) == (["scan"], True)
    signed = power(mood=Passed())
    signed = replace(signed, draft=replace(signed.draft, scans={"power-of-attorney": b"%PDF"}))
    assert show(pages, around, signed, Screen.AUTHORITY).done == "委托书签好了"
    [row] = [each for each in show(pages, around, materials(signed), Screen.MATERIALS).rows if each["mood"] == "done"]
    assert (row["code"], row["tag"]) == ("power-of-attorney", "已签")


def materials(state):
    return replace(state, index=state.steps.index(StepKind.MATERIALS), page=0, mood=Passed(), can_scan=False)


def test_the_scan_is_asked_for_by_its_own_code_and_advice_is_translated(pages, around):
    page = show(pages, around, power(PaperPage.SCAN, scan_advice="一次只放一张"), Screen.AUTHORITY)
    assert (page.scanning, page.looking, page.advice) == (True, False, "一次只放一张")
    page.scan()
    assert around.sitting.events == [ScanPressed("power-of-attorney")]
    around.language.choose("en")
    assert page.advice.isascii()


def test_the_text_is_masked_but_for_a_finger_that_holds_and_the_signature_goes_as_a_picture(pages, around):
    page = show(pages, around, power(PaperPage.READ), Screen.POWER)

    def said():
        return " ".join(each["value"] for each in page.rows)

    assert CARD.id_number not in said()
    page.hold(True)
    assert {CARD.name, CARD.id_number, AGENT.name, AGENT.id_number} <= set(said().replace("\n", " ").split())
    page.leave()
    assert CARD.id_number not in said()
    signing = show(pages, around, power(PaperPage.SIGN), Screen.POWER)
    assert signing.signing
    signing.sign([[[5.0, 5.0]]], 984, 640)
    assert around.sitting.events == []
    signing.sign(STROKES, 984, 640)
    [event] = around.sitting.events
    assert isinstance(event, PowerSigned)
    assert event.png.startswith(b"\x89PNG")


def test_the_face_page_says_whose_face(pages, around):
    assert show(pages, around, power(PaperPage.FACE, mood=Working()), Screen.FACE_CHECK).ofPrincipal
    own = by_agent(StepKind.FACE_CHECK, Working())
    assert not show(pages, around, own, Screen.FACE_CHECK).ofPrincipal
    passed = show(pages, around, power(PaperPage.FACE, mood=Passed()), Screen.FACE_CHECK)
    assert passed.strip == "认出本人了"
    missed = Troubled(Trouble.FACE_NOT_MATCHED)
    assert show(pages, around, power(PaperPage.FACE, mood=missed), Screen.FACE_CHECK).trouble["title"] == "没认出本人"
    assert show(pages, around, replace(own, mood=missed), Screen.FACE_CHECK).trouble["title"] == "没认出您"


def test_the_last_page_and_the_waiting_one_speak_of_both_people_and_both_cards(pages, around):
    done = finished("temporary-id-card", masked_agent="李*海", two_cards=True, card_in_reader=False)
    page = show(pages, around, done, Screen.DONE)
    assert (page.acted, page.papers["title"], page.papers["drawing"]) == (
        "李*海 替 张*三 办的",
        "两张身份证都拿好",
        "take_card",
    )
    assert show(pages, around, finished("temporary-id-card"), Screen.DONE).acted == ""
    waiting = TakingThings(frozenset({Thing.CARD}), two_cards=True)
    words = show(pages, around, waiting, Screen.TAKE_THINGS)
    assert (words.title, words.where) == ("两张身份证都拿好", "一张在读卡区，另一张也别落下")
