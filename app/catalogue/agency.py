"""What is asked of somebody who acts for another (代办), in words, and what is wrong with an answer."""

from __future__ import annotations

from collections.abc import Mapping

from app.catalogue.field_checks import check_field
from app.catalogue.id_numbers import birth_date_of
from app.domain.agency import NAME, NUMBER, REASON, RELATION, Agency, Party, Refusal, refusal
from app.domain.person import IdentityCard
from app.domain.service_item import Choice, FieldType, FormField, LocalText, ServiceItem

RELATIONS = {
    "spouse": LocalText("配偶", "Spouse", "配偶"),
    "parent": LocalText("父母", "Parent", "父母"),
    "child": LocalText("子女", "Child", "子女"),
    "relative": LocalText("别的亲属", "Relative", "別的親屬"),
    "guardian": LocalText("监护人", "Guardian", "監護人"),
    "village_agent": LocalText("村社代办员", "Village agent", "村社代辦員"),
    "other": LocalText("别的受托人", "Other", "別的受託人"),
}
"""What the agent is to the principal."""
REASONS = {
    "age_or_illness": LocalText("年老或生病", "Old or ill", "年老或生病"),
    "disability": LocalText("行动不便", "Disability", "行動不便"),
    "away": LocalText("在外地", "Away", "在外地"),
    "minor": LocalText("未成年", "Under 18", "未成年"),
    "busy": LocalText("走不开", "Busy", "走不開"),
}
"""Why the principal does not come: enough to act on, and nothing more of anybody's health."""
_NAME = LocalText("本人姓名", "Name of the person", "本人姓名")
_NUMBER = LocalText("本人身份证号", "Their ID number", "本人身份證號")
RELATION_LABEL = LocalText("代办人是本人的", "You are their", "代辦人是本人的")
_REASON = LocalText("本人为什么没来", "Why they do not come", "本人為什麼沒來")
_KIND = LocalText("这种证件办不了这件事", "This kind of card is not taken here", "這種證件辦不了這件事")
NOT_ALLOWED = LocalText("这件事要本人来办，不能代办", "This has to be done in person", "這件事要本人來辦，不能代辦")
SENTENCES = {
    Refusal.SAME_PERSON: LocalText(
        "这是代办人自己的号码，要填本人的",
        "This is your own number, it must be theirs",
        "這是代辦人自己的號碼，要填本人的",
    ),
    Refusal.AGENT_MINOR: LocalText("代办人要满 18 周岁", "Whoever acts for another must be 18", "代辦人要滿 18 週歲"),
    Refusal.NOT_GUARDIAN: LocalText(
        "本人不满 18 周岁，要父母或监护人来办",
        "They are under 18: a parent or guardian must come",
        "本人不滿 18 週歲，要父母或監護人來辦",
    ),
    Refusal.NO_GUARDIANS: LocalText(
        "这件事不能替未成年人或被监护人代办",
        "This cannot be done for a minor or a ward",
        "這件事不能替未成年人或被監護人代辦",
    ),
}
_PLACES = {Refusal.SAME_PERSON: NUMBER, Refusal.NO_GUARDIANS: RELATION, Refusal.NOT_GUARDIAN: RELATION}


def agency_fields(item: ServiceItem, card: IdentityCard | None = None) -> tuple[FormField, ...]:
    """The questions to an agent; with the principal's `card`, name and number are no questions any more."""
    if item.agency is None:
        return ()
    locked = card is not None
    return (
        FormField(NAME, _NAME, FieldType.TEXT, prefill="card.name", locked=locked, masked="name"),
        FormField(NUMBER, _NUMBER, FieldType.ID_NUMBER, prefill="card.id_number", locked=locked, masked="id_number"),
        FormField(RELATION, RELATION_LABEL, FieldType.CHOICE, choices=_choices(RELATIONS, item.agency.relations)),
        FormField(REASON, _REASON, FieldType.CHOICE, choices=_choices(REASONS, item.agency.reasons)),
    )


def _choices(words: Mapping[str, LocalText], values: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(each, words[each]) for each in values)


def agency_problems(
    item: ServiceItem, agency: Agency, card: IdentityCard | None, values: Mapping[str, str], language: str = "zh_CN"
) -> dict[str, str]:
    """Question → sentence, for those whose answer does not hold. `card`: the principal's, where it was read."""
    fields = [each for each in agency_fields(item, card) if not each.locked]
    checked = {each.name: check_field(each, values.get(each.name, ""), values, language) for each in fields}
    problems = {name: sentence for name, sentence in checked.items() if sentence is not None}
    if problems.keys() & {NAME, NUMBER}:
        return problems
    principal = card or principal_of(values)
    if principal.kind not in item.card_kinds:
        problems.setdefault(NUMBER, _KIND.in_language(language))
    refused = refused_by(item, agency, principal, values.get(RELATION, ""))
    if refused is not None:
        problems.setdefault(_PLACES.get(refused, RELATION), SENTENCES[refused].in_language(language))
    return problems


def refused_by(item: ServiceItem, agency: Agency, principal: IdentityCard, relation: str) -> Refusal | None:
    """Why the agent whose card was read cannot act for the principal."""
    if agency.agent is None:
        return None
    agent = Party(agency.agent.id_number, agency.agent.birth_date)
    return refusal(item, agent, Party(principal.id_number, principal.birth_date), relation, agency.on)


def principal_of(values: Mapping[str, str]) -> IdentityCard:
    """Of a number that holds: all that it says itself. It was never on a reader, so it says nothing of validity."""
    number = values.get(NUMBER, "").strip().upper()
    return IdentityCard(
        kind=_kind_of(number),
        name=values.get(NAME, "").strip(),
        id_number=number,
        sex="1" if number[16:17] in tuple("13579") else "2",
        birth_date=birth_date_of(number),
        valid_from=None,
        valid_to=None,
    )


def _kind_of(number: str) -> str:
    """81, 82 and 83 stand for Hong Kong, Macao and Taiwan, 9 for the foreigners' card of 2023; the rest is GB 11643."""
    if number[:2] in ("81", "82", "83"):
        return "hmt_residence_permit"
    return "foreign_permanent_resident_2023" if number[:1] == "9" else "resident"
