"""The one-time notice on a sheet of A4, for a desk that prints no slips. The words are those of the slip."""

from __future__ import annotations

from app.documents.notice_slip import NoticeFacts
from app.documents.notice_words import CHINESE, ENGLISH, NoticeWords
from app.documents.rendering import TypstRenderer
from app.domain.formats import mask_name

TEMPLATE = "one-time-notice"


def notice_pdf(facts: NoticeFacts, language: str) -> bytes:
    """`language` is zh_CN, zh_TW (as zh_CN) or en. Raises OurFault."""
    words = ENGLISH if language == "en" else CHINESE
    given = {
        "title": words.title,
        "station": facts.station,
        "rows": _rows(facts, language, words),
        "missing_title": words.missing(len(facts.missing)),
        "missing": [
            [each.name.in_language(language), each.where.in_language(language) if each.where else words.bring_original]
            for each in facts.missing
        ],
        "reused_title": words.reused(len(facts.reused)) if facts.reused else "",
        "reused": [each.name.in_language(language) for each in facts.reused],
        "closing": [words.promised(facts.item.promised_days), words.kept(facts.kept_until), words.closed_list],
        "foot": [words.hotline, words.bring],
    }
    return TypstRenderer().render(TEMPLATE, given, "", facts.when)


def _rows(facts: NoticeFacts, language: str, words: NoticeWords) -> list[list[str]]:
    told = (
        (words.item, facts.item.name.in_language(language)),
        (words.number, facts.number),
        (words.person, mask_name(facts.name)),
        (words.when, f"{facts.when:%Y-%m-%d %H:%M}"),
        (words.office, facts.item.office.in_language(language)),
        (words.clerk, facts.clerk),
    )
    return [[label.replace("　", "").strip(), value] for label, value in told]
