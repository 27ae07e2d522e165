"""Somebody who acts for another: what is asked of them, and what the check says of an application that cannot be."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.catalogue import LoadedCatalogue
from app.catalogue.agency import agency_fields, agency_problems, principal_of
from app.catalogue.application import application_data, check_application
from app.catalogue.samples import make_sample
from app.domain.agency import NAME, NUMBER, REASON, RELATION, Agency
from app.domain.case import NewAttachment
from app.domain.errors import FormInvalid, WrongInput
from app.domain.person import IdentityCard
from app.domain.service_item import ServiceItem

TODAY = date(2026, 11, 26)
CHILD = "330782201901012341"
OTHER = "330782195503020022"
AGENT = IdentityCard("resident", "李秀英", "330782198802034524", "2", date(1988, 2, 3), date(2020, 1, 1), None)
ACTS = Agency(AGENT, TODAY)
ANSWERS = {NAME: "王建国", NUMBER: OTHER, RELATION: "child", REASON: "age_or_illness"}
Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def pension(catalogue: LoadedCatalogue) -> ServiceItem:
    return catalogue.item("residents-pension-registration")


def by_agent(item: ServiceItem) -> tuple[dict[str, Any], dict[str, NewAttachment]]:
    sample = make_sample(item, 1, by_agent=True)
    return json.loads(json.dumps(sample.data)), dict(sample.attachments)


def refused(item: ServiceItem, data: dict[str, Any], files: dict[str, NewAttachment]) -> str:
    with pytest.raises(FormInvalid) as caught:
        check_application(item, data, list(files.values()), on=TODAY)
    assert caught.value.message
    return caught.value.field


# ---------------------------------------------------------------- the answers of an agent


def test_an_agent_is_asked_who_cannot_come_and_the_item_says_what_may_be_answered(pension: ServiceItem) -> None:
    assert [each.name for each in agency_fields(pension)] == [NAME, NUMBER, RELATION, REASON]
    assert agency_problems(pension, ACTS, None, ANSWERS) == {}
    assert set(agency_problems(pension, ACTS, None, {})) == {NAME, NUMBER, RELATION, REASON}


def test_with_the_principals_card_on_the_reader_name_and_number_are_no_questions(pension: ServiceItem) -> None:
    card = make_sample(pension, 3).card
    assert [each.locked for each in agency_fields(pension, card)] == [True, True, False, False]
    assert agency_problems(pension, ACTS, card, {RELATION: "child", REASON: "away"}) == {}


@pytest.mark.parametrize(
    ("answer", "place", "sentence"),
    [
        ({NUMBER: OTHER[:-1] + "3"}, NUMBER, "身份证号最后一位对不上，请再看一遍"),
        ({NUMBER: OTHER[:10]}, NUMBER, "身份证号要 18 位，还差 8 位"),
        ({NUMBER: AGENT.id_number}, NUMBER, "这是代办人自己的号码，要填本人的"),
        ({NAME: ""}, NAME, "还没填本人姓名"),
        ({RELATION: "friend"}, RELATION, "代办人是本人的里没有这个选项"),
        ({NUMBER: CHILD}, RELATION, "本人不满 18 周岁，要父母或监护人来办"),
        ({REASON: ""}, REASON, "还没选本人为什么没来"),
    ],
)
def test_an_answer_that_cannot_be_is_told_where_it_stands(
    pension: ServiceItem, answer: dict[str, str], place: str, sentence: str
) -> None:
    assert agency_problems(pension, ACTS, None, {**ANSWERS, **answer}) == {place: sentence}


def test_a_child_is_acted_for_by_a_parent(pension: ServiceItem) -> None:
    child = {**ANSWERS, NUMBER: CHILD, RELATION: "parent", REASON: "minor"}
    assert agency_problems(pension, ACTS, None, child) == {}
    assert pension.agency is not None
    without = replace(pension, agency=replace(pension.agency, guardianship=""))
    assert agency_problems(without, ACTS, None, child) == {RELATION: "这件事不能替未成年人或被监护人代办"}


def test_a_number_of_a_card_that_the_item_does_not_take_is_told(pension: ServiceItem) -> None:
    only = replace(pension, card_kinds=("hmt_residence_permit",))
    assert agency_problems(only, ACTS, None, ANSWERS) == {NUMBER: "这种证件办不了这件事"}


def test_of_a_number_alone_nothing_is_claimed_that_it_does_not_say(pension: ServiceItem) -> None:
    principal = principal_of({NAME: " 王建国 ", NUMBER: "33078219550302002x"})
    assert (principal.name, principal.id_number) == ("王建国", "33078219550302002X")
    assert (principal.sex, principal.birth_date, principal.address) == ("2", date(1955, 3, 2), "")
    acts = replace(ACTS, told=ANSWERS)
    data = application_data(pension, principal_of(ANSWERS), {}, agency=acts)
    assert "valid_to" not in data["applicant"]  # None would say that the card is long-term
    assert data["agent"]["principal"] == "number"
    assert application_data(pension, AGENT, {}, agency=replace(acts, is_read=True))["applicant"]["valid_to"] is None


# ---------------------------------------------------------------- the application


def test_an_application_by_an_agent_with_a_power_of_attorney_is_taken(pension: ServiceItem) -> None:
    data, files = by_agent(pension)
    check_application(pension, data, list(files.values()), on=TODAY)
    assert "power-of-attorney" in files
    assert "guardianship-proof" not in files
    assert data["agent"]["id_number"] != data["applicant"]["id_number"]
    assert set(data["agent"]) == {"kind", "name", "id_number", "birth_date", "relation", "reason", "principal"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (lambda data: data["agent"].update(id_number=data["applicant"]["id_number"]), "agent.birth_date"),
        (
            lambda data: data["agent"].update(
                id_number=data["applicant"]["id_number"], birth_date=data["applicant"]["birth_date"], kind="resident"
            ),
            "agent.same_person",
        ),
        (lambda data: data["agent"].update(id_number=CHILD, birth_date="2019-01-01"), "agent.age"),
        (lambda data: data["agent"].update(id_number=OTHER[:-1] + "3"), "agent.id_number"),
        (lambda data: data["agent"].update(birth_date="1988-02-30"), "agent.birth_date"),
        (lambda data: data["agent"].update(relation="friend"), "agent.relation"),
        (lambda data: data["agent"].update(relation="guardian"), "agent.paper"),
        (lambda data: data["agent"].update(reason="lazy"), "agent.reason"),
        (lambda data: data["agent"].update(principal="heard"), "agent.principal"),
        (lambda data: data["agent"].update(kind="passport"), "agent.kind"),
        (lambda data: data["agent"].update(name=""), "agent.name"),
        (lambda data: data["agent"].update(name=["x"]), "agent.name"),
        (lambda data: data["agent"].update(name="王\x00"), "agent.name"),
        (lambda data: data["agent"].update(name="王" * 61), "agent.name"),
        (lambda data: data["agent"].update(phone="1"), "agent.key"),
        (lambda data: data.update(agent={}), "agent.kind"),
        (lambda data: data.update(agent=None), "agent.kind"),
    ],
)
def test_an_agent_that_cannot_be_is_refused_with_a_word_for_it(
    pension: ServiceItem, change: Change, field: str
) -> None:
    data, files = by_agent(pension)
    data["applicant"] |= {"kind": "resident"}
    change(data)
    assert refused(pension, data, files) == field


def test_an_item_that_allows_none_takes_no_agent(catalogue: LoadedCatalogue, pension: ServiceItem) -> None:
    card = catalogue.item("temporary-id-card")
    sample = make_sample(card, 1)
    data = {**deepcopy(dict(sample.data)), "agent": by_agent(pension)[0]["agent"]}
    with pytest.raises(FormInvalid, match="这件事要本人来办，不能代办") as caught:
        check_application(card, data, list(sample.attachments.values()), on=TODAY)
    assert caught.value.field == "agent"
    with pytest.raises(WrongInput, match="不能代办"):
        make_sample(card, 1, by_agent=True)


def test_without_the_power_of_attorney_nobody_acts_and_it_is_promised_only_where_the_item_says_so(
    pension: ServiceItem,
) -> None:
    data, files = by_agent(pension)
    paper = files.pop("power-of-attorney")
    assert refused(pension, data, files) == "agent.paper"
    data["materials"] = {**data.get("materials", {}), "power-of-attorney": "promised"}
    assert refused(pension, data, files) == "agent.paper"
    later = replace(
        pension,
        materials=tuple(
            replace(each, later=each.code == "power-of-attorney" or each.later) for each in pension.materials
        ),
    )
    check_application(later, data, list(files.values()), on=TODAY)
    files["guardianship-proof"] = replace(paper, name="guardianship-proof")
    assert refused(pension, data, files) == "agent.paper"  # the other paper does not stand in for it


def test_a_child_wants_the_proof_of_guardianship_and_an_item_with_the_principals_card_wants_the_card(
    pension: ServiceItem,
) -> None:
    data, files = by_agent(pension)
    data["applicant"] |= {"id_number": CHILD, "birth_date": "2019-01-01", "kind": "resident"}
    data["agent"] |= {"relation": "child"}
    assert refused(pension, data, files) == "agent.guardian"
    data["agent"] |= {"relation": "parent", "reason": "minor"}
    assert refused(pension, data, files) == "agent.paper"
    files["guardianship-proof"] = replace(files.pop("power-of-attorney"), name="guardianship-proof")
    check_application(pension, data, list(files.values()), on=TODAY)
    assert pension.agency is not None
    strict = replace(pension, agency=replace(pension.agency, principal_card=True))
    data["agent"] |= {"principal": "number"}
    assert refused(strict, data, files) == "agent.principal"


def test_papers_of_an_agent_are_not_taken_from_whoever_comes_in_person(pension: ServiceItem) -> None:
    data, files = by_agent(pension)
    del data["agent"]
    with pytest.raises(WrongInput, match="材料清单里没有“power-of-attorney”"):
        check_application(pension, data, list(files.values()), on=TODAY)
