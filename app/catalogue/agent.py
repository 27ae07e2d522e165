"""The agent of an application as it travels: `{"kind", "name", "id_number", "birth_date", "relation", "reason",
"principal"}`, and what lets them act. The same check runs before a case is saved at the station and at the centre.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NoReturn

from app.catalogue.agency import NOT_ALLOWED, SENTENCES
from app.catalogue.attachments import PROMISED
from app.catalogue.characters import unseen
from app.catalogue.id_numbers import birth_date_of, card_number_problem
from app.domain.agency import Agency, Party, Refusal, power_paper, refusal
from app.domain.case import Attachment, NewAttachment
from app.domain.errors import FormInvalid
from app.domain.service_item import AgencyTerms, ServiceItem

KINDS = ("resident", "hmt_residence_permit", "foreign_permanent_resident_2017", "foreign_permanent_resident_2023")
KEYS = ("kind", "name", "id_number", "birth_date", "relation", "reason", "principal")
BY_CARD, BY_NUMBER = "card", "number"
"""How the station knows the principal: their card was read, or their number was given."""
LONGEST_TEXT = 60
_CODES = {
    Refusal.SAME_PERSON: "same_person",
    Refusal.AGENT_MINOR: "age",
    Refusal.NOT_GUARDIAN: "guardian",
    Refusal.NO_GUARDIANS: "guardian",
}


def agent_data(agency: Agency) -> dict[str, str]:
    """The agent as they travel: who, why, and how the principal is known; no address, no picture. Needs a read card."""
    card = agency.agent
    if card is None:
        return {}
    born = card.birth_date.isoformat() if card.birth_date else ""
    told = {
        "kind": card.kind,
        "name": card.name or card.name_en,
        "id_number": card.id_number,
        "birth_date": born,
        "relation": agency.relation,
        "reason": agency.reason,
        "principal": BY_CARD if agency.is_read else BY_NUMBER,
    }
    return {key: value for key, value in told.items() if value}


def check_agent(item: ServiceItem, agent: Mapping[str, Any], applicant: Mapping[str, Any], on: date) -> None:
    """Raises FormInvalid; `field` is e.g. `agent.relation`, or what cannot be: `agent.same_person`, `agent.age`.

    `applicant` was checked before. `on` is the day of the application.
    """
    if item.agency is None:
        raise FormInvalid("agent", NOT_ALLOWED.zh_cn, "请本人带身份证来办")
    _check_values(agent)
    _check_words(item.agency, agent)
    _check_parties(item, agent, applicant, agent["relation"], on)


def check_agent_of_before(item: ServiceItem, agent: Mapping[str, Any], applicant: Mapping[str, Any], on: date) -> None:
    """The same of a case of another version of the item: who they are, not what that version let them be."""
    _check_values(agent)
    if agent["kind"] not in KINDS:
        _refuse("kind", "代办人的“kind”写得不对", f"可以写：{'、'.join(KINDS)}")
    _check_parties(item, agent, applicant, "", on)


def _check_values(agent: Mapping[str, Any]) -> None:
    for key, value in agent.items():
        _check_value(key, value)
    for key in KEYS:
        if not str(agent.get(key) or "").strip():
            _refuse(key, f"代办人缺“{key}”")


def _check_parties(
    item: ServiceItem, agent: Mapping[str, Any], applicant: Mapping[str, Any], relation: str, on: date
) -> None:
    agents = Party(agent["id_number"], _born(agent))
    principal = Party(applicant["id_number"], date.fromisoformat(applicant["birth_date"]))
    refused = refusal(item, agents, principal, relation, on)
    if refused is not None:
        _refuse(_CODES[refused], SENTENCES[refused].zh_cn)


def check_power(
    item: ServiceItem,
    agent: Mapping[str, Any],
    applicant: Mapping[str, Any],
    attachments: Sequence[NewAttachment | Attachment],
    materials: Mapping[str, Any],
    on: date,
) -> None:
    """Raises FormInvalid where what lets a checked agent act is neither there nor, where it may be, promised."""
    code = power_paper(item, agent["relation"], date.fromisoformat(applicant["birth_date"]), on)
    paper = next(each for each in item.materials if each.code == code)
    there = any(each.name == paper.attachment for each in attachments)
    if not there and not (paper.may_be_promised and materials.get(paper.attachment) == PROMISED):
        _refuse("paper", f"代办还差{paper.name.zh_cn}", "补上再提交")


def _born(agent: Mapping[str, Any]) -> date:
    problem = card_number_problem(agent["kind"], agent["id_number"])
    if problem is not None:
        _refuse("id_number", problem.zh_cn)
    try:
        born = date.fromisoformat(agent["birth_date"])
    except ValueError:
        _refuse("birth_date", "代办人的出生日期要写成 2026-03-18 这样")
    if agent["kind"] != "foreign_permanent_resident_2017" and born != birth_date_of(agent["id_number"]):
        _refuse("birth_date", "代办人的出生日期和证件号码对不上")
    return born


def _check_value(key: str, value: Any) -> None:
    if key not in KEYS:
        _refuse("key", f"代办人没有“{key}”这一项", f"可以写：{'、'.join(KEYS)}")
    if not isinstance(value, str):
        _refuse(key, f"代办人的“{key}”要写成文字")
    if len(value) > LONGEST_TEXT:
        _refuse(key, f"代办人的“{key}”太长，最多 {LONGEST_TEXT} 个字")
    if unseen(value):
        _refuse(key, f"代办人的“{key}”里有打不出来的字符")


def _check_words(terms: AgencyTerms, agent: Mapping[str, Any]) -> None:
    allowed = {
        "kind": KINDS,
        "relation": terms.relations,
        "reason": terms.reasons,
        "principal": (BY_CARD,) if terms.principal_card else (BY_CARD, BY_NUMBER),
    }
    for key, words in allowed.items():
        if agent[key] not in words:
            _refuse(key, f"代办人的“{key}”写得不对", f"可以写：{'、'.join(words)}")


def _refuse(key: str, sentence: str, what_to_do: str = "改好再提交") -> NoReturn:
    raise FormInvalid(f"agent.{key}", sentence, what_to_do)
