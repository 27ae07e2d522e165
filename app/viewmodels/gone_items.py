"""Items that are gone: who looks for one finds since when, and what is done instead."""

from __future__ import annotations

from typing import Any

from app.catalogue.search import search
from app.domain.errors import ItemUnknown
from app.domain.service_item import Gone, ServiceItem, StationKind
from app.viewmodels.dates import day_of_year
from app.viewmodels.explanations import Explanation, NextAct
from app.viewmodels.facts import Surroundings
from app.viewmodels.translation import translate

Row = dict[str, Any]
ICON = "info"


def gone_rows(around: Surroundings, text: str, kind: StationKind | None = None, field: str = "") -> list[Row]:
    """`[{code, name, hint, icon, available, tag}]` for what is typed; nothing while nothing is."""
    if not text.strip():
        return []
    gone = {each.item.code: each for each in around.gone(kind) if field in ("", each.item.field)}
    return [_row(gone[item.code], around) for item in search((each.item for each in gone.values()), text)]


def _row(gone: Gone, around: Surroundings) -> Row:
    return {
        "code": gone.item.code,
        "name": gone.item.name.in_language(around.language.code),
        "hint": gone_words(gone, around),
        "icon": ICON,
        "available": gone.instead is not None,
        "tag": "",
    }


def gone_words(gone: Gone, around: Surroundings) -> str:
    """One line: since when, and what now."""
    language = around.language.code
    since = day_of_year(gone.since, language)
    if gone.instead is not None:
        name = gone.instead.short_name.in_language(language)
        return translate("GoneItem", "%1起改办：%2").replace("%1", since).replace("%2", name)
    if gone.item.moved_to is not None:
        place = gone.item.moved_to.in_language(language)
        return translate("GoneItem", "%1起改到%2办").replace("%1", since).replace("%2", place)
    return translate("GoneItem", "%1起取消了").replace("%1", since)


def begins(around: Surroundings, code: str, kind: StationKind | None = None) -> ServiceItem | Gone:
    """What a touch on an item begins today: its version of today, or what took its place; `Gone` where nothing that is
    done here did. Raises ItemUnknown for what the catalogue does not have, or has only later."""
    offered = {item.code: item for item in around.offered(kind)}
    if code in offered:
        return offered[code]
    gone = next((each for each in around.shelf.gone(around.today()) if each.item.code == code), None)
    if gone is None:
        raise ItemUnknown(f"今天不能办“{code}”")
    return gone if gone.instead is None else offered.get(gone.instead.code, gone)


def gone_explanation(gone: Gone, around: Surroundings) -> Explanation:
    """For the sheet that says it in full."""
    return Explanation(
        ICON,
        translate("GoneItem", "这里不办这件事了"),
        gone_words(gone, around),
        translate("Explanation", "看能办的事"),
        NextAct.ALL_ITEMS,
    )
