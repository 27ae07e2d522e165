"""What stands on the page before signing: rows from the card, from the form, from the item itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.catalogue.agency import RELATION_LABEL, RELATIONS
from app.catalogue.answer_words import answer_words
from app.catalogue.form_checks import asked_fields
from app.catalogue.persons_words import masked_persons
from app.catalogue.prefill_sources import kind_of_source
from app.catalogue.record_rows import row_words
from app.catalogue.record_words import Speech
from app.domain.agency import Agency
from app.domain.formats import FEN_A_YUAN, mask_address, mask_id_number, mask_name, mask_phone, money
from app.domain.named_person import masked_person
from app.domain.person import IdentityCard
from app.domain.service_item import FieldType, FormField, LocalText, ServiceItem

_NAME = LocalText("姓名", "Name", "姓名")
_NUMBER = LocalText("证件号码", "ID number", "證件號碼")
_AGENT = LocalText("代办人", "Acting", "代辦人")
_AGENT_NUMBER = LocalText("代办人证件号码", "Their ID number", "代辦人證件號碼")
_FEE = LocalText("费用", "Fee", "費用")
_PAID_BY_CODE = LocalText("{amount}，签名后扫码付", "{amount}, paid by phone after signing", "{amount}，簽名後掃碼付")
_MASKS = {"name": mask_name, "id_number": mask_id_number, "phone": mask_phone, "address": mask_address}


class RowSource(StrEnum):
    CARD = "card"
    RECORD = "record"
    FORM = "form"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """`field_name` is the form field's name (empty where there is none), `shown` the masked text, `full` the whole one
    (for 按住看全). Only an editable row gets 改; a row from the card carries a lock."""

    field_name: str
    label: str
    shown: str = field(repr=False)
    full: str = field(repr=False)
    source: RowSource
    editable: bool


def review_rows(
    item: ServiceItem,
    values: Mapping[str, str],
    card: IdentityCard,
    language: str = "zh_CN",
    agency: Agency | None = None,
    record: Mapping[str, Any] | None = None,
) -> tuple[ReviewRow, ...]:
    """`card` is the applicant's; with `agency` whoever acts for them stands below. `record` is what the register told,
    for the rows that were chosen in it."""
    read = agency is None or agency.is_read
    person = _card_rows(card, language, (_NAME, _NUMBER), RowSource.CARD if read else RowSource.FORM)
    return (
        *person,
        *_agent_rows(agency, language),
        *_form_rows(item, values, language, record),
        *_fee_rows(item, values, language),
    )


def _card_rows(
    card: IdentityCard, language: str, labels: tuple[LocalText, LocalText], source: RowSource
) -> Iterator[ReviewRow]:
    name, number = card.name or card.name_en, card.id_number
    for label, shown, full in zip(labels, (mask_name(name), mask_id_number(number)), (name, number), strict=True):
        yield ReviewRow("", label.in_language(language), shown, full, source, editable=False)


def _agent_rows(agency: Agency | None, language: str) -> Iterator[ReviewRow]:
    if agency is None or agency.agent is None:
        return
    yield from _card_rows(agency.agent, language, (_AGENT, _AGENT_NUMBER), RowSource.CARD)
    relation = RELATIONS[agency.relation].in_language(language) if agency.relation in RELATIONS else ""
    yield ReviewRow("", RELATION_LABEL.in_language(language), relation, relation, RowSource.FORM, editable=False)


def _form_rows(
    item: ServiceItem, values: Mapping[str, str], language: str, record: Mapping[str, Any] | None
) -> Iterator[ReviewRow]:
    for each in asked_fields(item, values):
        value = values.get(each.name, "").strip()
        if not value:
            continue
        full = answer_words(each, value, language)
        shown = _shown(each, value, full, language)
        if each.type is FieldType.ROW:
            full = row_words(item, each, value, record, Speech(language))
            shown = row_words(item, each, value, record, Speech(language, masked=True))
        source = _source(each)
        yield ReviewRow(
            each.name, each.label.in_language(language), shown, full, source, editable=not (each.locked or each.compute)
        )


def _source(each: FormField) -> RowSource:
    if not each.locked:
        return RowSource.FORM
    return RowSource.CARD if kind_of_source(each.prefill) == RowSource.CARD else RowSource.RECORD


def _shown(each: FormField, value: str, full: str, language: str) -> str:
    """Whoever is named beside the applicant is always masked."""
    if each.type is FieldType.PERSON:
        return masked_person(value)
    if each.type is FieldType.PERSONS:
        return masked_persons(each, value, language)
    return _MASKS[each.masked](full) if each.masked else full


def _fee_rows(item: ServiceItem, values: Mapping[str, str], language: str) -> Iterator[ReviewRow]:
    if amount_fen := item.fee.amount(values):
        words = _PAID_BY_CODE.in_language(language).format(amount=_amount(amount_fen, language))
        yield ReviewRow("", _FEE.in_language(language), words, words, RowSource.ITEM, editable=False)


def _amount(amount_fen: int, language: str) -> str:
    return f"{amount_fen / FEN_A_YUAN:g} yuan" if language == "en" else money(amount_fen)
