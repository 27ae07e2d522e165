"""The one-time notice (一次性告知书) on a slip: everything that is still missing, and where it can be had. Pure.

It lies in a bag among other papers: no full name, no ID number, no address, no phone stands on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from app.documents.notice_words import CHINESE, ENGLISH, NoticeWords
from app.domain.formats import mask_name
from app.domain.service_item import Material, ServiceItem
from hardware.receipt_printer.interface import FeedLine, Receipt, ReceiptLine, RuleLine, TextLine


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """`name` is masked here once more. `clerk` is a staff number. `kept_until`: so long what was filled in waits."""

    item: ServiceItem
    number: str
    name: str
    station: str
    when: datetime
    clerk: str
    missing: tuple[Material, ...]
    reused: tuple[Material, ...]
    kept_until: date


def notice_lines(facts: NoticeFacts, language: str) -> Receipt:
    """`language` is zh_CN, zh_TW (as zh_CN) or en."""
    words = ENGLISH if language == "en" else CHINESE
    return (
        TextLine(facts.station, "center", bold=True),
        TextLine(words.title, "center", bold=True, large=True),
        RuleLine(),
        TextLine(f"{words.item}{facts.item.name.in_language(language)}"),
        TextLine(f"{words.number}{facts.number}", bold=True),
        TextLine(f"{words.person}{mask_name(facts.name)}"),
        TextLine(f"{words.when}{facts.when:%Y-%m-%d %H:%M}"),
        RuleLine(),
        *_missing(facts, language, words),
        *_reused(facts, language, words),
        RuleLine(),
        TextLine(words.promised(facts.item.promised_days)),
        TextLine(f"{words.office}{facts.item.office.in_language(language)}"),
        TextLine(words.kept(facts.kept_until)),
        TextLine(words.closed_list),
        RuleLine(),
        TextLine(f"{words.clerk}{facts.clerk}"),
        TextLine(words.hotline, "center"),
        TextLine(words.bring, "center"),
        FeedLine(1),
    )


def _missing(facts: NoticeFacts, language: str, words: NoticeWords) -> Iterator[ReceiptLine]:
    yield TextLine(words.missing(len(facts.missing)), bold=True)
    for at, each in enumerate(facts.missing, 1):
        yield TextLine(f"{at}. {each.name.in_language(language)}", bold=True)
        yield TextLine(each.where.in_language(language) if each.where else words.bring_original)


def _reused(facts: NoticeFacts, language: str, words: NoticeWords) -> Iterator[ReceiptLine]:
    if not facts.reused:
        return
    yield FeedLine(1)
    yield TextLine(words.reused(len(facts.reused)), bold=True)
    for each in facts.reused:
        yield TextLine(f"   {each.name.in_language(language)}")
