"""The person before the desk: masked at first, in full for a while when somebody asks for it, which leaves a trace."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.catalogue.agency import REASONS, RELATIONS
from app.catalogue.ethnicities import ethnicity_name
from app.domain.formats import long_day, mask_address, mask_id_number, mask_name, mask_phone
from app.domain.person import IdentityCard, age_on
from app.journeys.draft import Draft
from app.viewmodels.translation import translate

FULL_VIEW_S = 30
"""So long everything stands there unmasked (LOOK: masked data)."""


def person_of(draft: Draft, today: date, *, full: bool, language: str = "zh_CN") -> dict[str, Any]:
    """`{name, about, rows: [{label, value}], tags: [text], agent}`; empty before a card was read.

    `agent` has the same of whoever acts for the person; empty where they came themselves.
    """
    card, agent = draft.card, agent_of(draft, language, full=full)
    if card is None:
        waiting = {"name": translate("Desk", "还不知道替谁办"), "about": "", "rows": [], "tags": [], "agent": agent}
        return waiting if agent else {}
    return {
        "name": card.name if full else mask_name(card.name),
        "about": _about(card, today),
        "rows": _rows(card, draft, full=full),
        "tags": [] if agent else _tags(draft),
        "agent": agent,
    }


def agent_of(draft: Draft, language: str, *, full: bool) -> dict[str, Any]:
    """`{name, rows, tags}`"""
    agency = draft.agency
    if agency is None or agency.agent is None:
        return {}
    card = agency.agent
    words = [RELATIONS[agency.relation].in_language(language)] if agency.relation in RELATIONS else []
    words += [REASONS[agency.reason].in_language(language)] if agency.reason in REASONS else []
    rows = [
        (translate("Desk", "证件号码"), card.id_number if full else mask_id_number(card.id_number)),
        (translate("Desk", "代办原因"), "，".join(words)),
    ]
    return {
        "name": card.name if full else mask_name(card.name),
        "rows": [{"label": label, "value": value} for label, value in rows if value],
        "tags": _tags(draft),
    }


def _about(card: IdentityCard, today: date) -> str:
    parts = [translate("Desk", "女") if card.sex == "2" else translate("Desk", "男")]
    if card.birth_date is not None:
        parts.append(translate("Desk", "%1 岁").replace("%1", str(age_on(card.birth_date, today))))
    if card.ethnicity:
        parts.append(ethnicity_name(card.ethnicity))
    return " · ".join(each for each in parts if each)


def _rows(card: IdentityCard, draft: Draft, *, full: bool) -> list[dict[str, str]]:
    phone = draft.form.get("phone", "")
    is_typed = draft.agency is not None and not draft.agency.is_read
    rows = [
        (translate("Desk", "证件号码"), card.id_number if full else mask_id_number(card.id_number)),
        (translate("Desk", "怎样核实"), translate("Desk", "填的号码，没读证") if is_typed else ""),
        (translate("Desk", "手机"), phone if full or not phone else mask_phone(phone)),
        (translate("Desk", "住址"), card.address if full else mask_address(card.address)),
        (translate("Desk", "证件有效"), "" if is_typed else _validity(card)),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _validity(card: IdentityCard) -> str:
    until = long_day(card.valid_to)
    return until if card.valid_to is None else translate("Desk", "至 %1").replace("%1", until)


def _tags(draft: Draft) -> list[str]:
    tags = [translate("Desk", "刷卡核验")]
    if draft.face == "matched":
        tags.append(translate("Desk", "人证一致"))
    return tags
