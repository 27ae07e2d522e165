"""One file of a pack of points read; what is wrong is said at its place, never raised."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from app.catalogue.entry import Entry
from app.catalogue.form_reader import read_condition
from app.catalogue.rules.dated import Doubt, end, read_head
from app.catalogue.rules.points.pack import (
    PLACEHOLDERS,
    Bar,
    Fact,
    FactType,
    Group,
    GroupCode,
    Part,
    PersonClass,
    PointsPack,
    Tie,
    Use,
)
from app.catalogue.rules.points.pack_rules import check_pack
from app.catalogue.rules.points.reading import points_of, sentence
from app.catalogue.rules.points.row_reader import read_row
from app.domain.local_text import LocalText

LONGEST_VALIDITY_MONTHS = 120
MOST_OF_A_NUMBER = 1_000_000


def read_pack(entry: Entry) -> PointsPack:
    doubts: list[Doubt] = []
    facts = [_read_fact(each, doubts) for each in entry.entries("facts")]
    groups = tuple(_read_group(code, entry.entry(code), doubts) for code in GroupCode)
    pack = PointsPack(
        head=read_head(entry),
        valid_months=entry.whole("valid_months", least=1, most=LONGEST_VALIDITY_MONTHS),
        facts={each.name: each for each in facts},
        bars=tuple(_read_bar(each, doubts) for each in entry.entries("bars")),
        classes=tuple(_read_class(each, doubts) for each in entry.entries("classes")),
        groups=groups,
        uses=tuple(_read_use(each, doubts) for each in entry.entries("uses")),
        ties=entry.many_of("ties", Tie),
        texts=_read_texts(entry.entry("texts")),
        doubts=(),
    )
    check_pack(pack, [each.name for each in facts], entry.place)
    end(entry, doubts)
    return replace(pack, doubts=tuple(doubts))


def _read_fact(entry: Entry, doubts: list[Doubt]) -> Fact:
    kind = entry.one_of("type", FactType)
    chooses = kind in (FactType.CHOICE, FactType.SEVERAL)
    fact = Fact(
        name=entry.text("name"),
        type=kind,
        label=sentence(entry, "label", ()),
        values=_read_values(entry.entry("values")) if chooses else {},
        most=Decimal(entry.whole("most", least=1, most=MOST_OF_A_NUMBER)) if kind is FactType.NUMBER else Decimal(0),
        unit=sentence(entry, "unit", ()) if kind is FactType.NUMBER and entry.has("unit") else LocalText(""),
    )
    end(entry, doubts)
    return fact


def _read_values(entry: Entry) -> dict[str, LocalText]:
    values = {str(each): sentence(entry, each, ()) for each in entry.written}
    if not values and not entry.place.findings:
        entry.place.say("至少写一个，像 college: { zh_CN: 大专, en: College }")
    return values


def _read_bar(entry: Entry, doubts: list[Doubt]) -> Bar:
    bar = Bar(rule=entry.text("rule"), when=read_condition(entry.entry("when")), text=sentence(entry, "text", ()))
    end(entry, doubts)
    return bar


def _read_class(entry: Entry, doubts: list[Doubt]) -> PersonClass:
    found = PersonClass(
        code=entry.text("code"), name=sentence(entry, "name", ()), when=read_condition(entry.entry("when"))
    )
    end(entry, doubts)
    return found


def _read_group(code: GroupCode, entry: Entry, doubts: list[Doubt]) -> Group:
    group = Group(
        code=code,
        name=sentence(entry, "name", ()),
        most=points_of(entry, "most") if entry.has("most") else None,
        rows=tuple(read_row(each, doubts) for each in entry.entries("rows")),
    )
    end(entry, doubts)
    return group


def _read_use(entry: Entry, doubts: list[Doubt]) -> Use:
    condition = read_condition(entry.entry("when")) if entry.has("when") else None
    use = Use(
        code=entry.text("code"),
        name=sentence(entry, "name", ()),
        least=points_of(entry, "least"),
        classes=entry.texts("classes", default=()),
        when=condition,
        wants=sentence(entry, "wants", ()) if condition is not None else LocalText(""),
    )
    end(entry, doubts)
    return use


def _read_texts(entry: Entry) -> dict[str, LocalText]:
    texts = {str(part): sentence(entry, part, PLACEHOLDERS[part]) for part in Part}
    entry.close()
    return texts
