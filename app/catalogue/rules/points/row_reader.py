"""One row of a pack of points: by its kind other keys are written."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from app.catalogue.entry import Entry
from app.catalogue.form_reader import read_condition
from app.catalogue.rules.dated import Doubt, end
from app.catalogue.rules.points.pack import LINE_WORDS, MORE_WORDS, Band, Row, RowKind, Validity
from app.catalogue.rules.points.reading import FINEST, points_of, sentence
from app.domain.formula import Formula, FormulaWrong, read_formula
from app.domain.local_text import LocalText

LONGEST_YEARS = 100
LOWEST_FIGURE, HIGHEST_FIGURE = -1_000_000, 1_000_000


def read_row(entry: Entry, doubts: list[Doubt]) -> Row:
    kind = entry.one_of("kind", RowKind)
    row = Row(
        code=entry.text("row"),
        kind=kind,
        text=sentence(entry, "text", LINE_WORDS),
        more=sentence(entry, "more", MORE_WORDS) if entry.has("more") else LocalText(""),
        classes=entry.texts("classes", default=()),
        most=points_of(entry, "most") if entry.has("most") else None,
        validity=_read_validity(entry.entry("valid")) if entry.has("valid") else None,
    )
    match kind:
        case RowKind.TABLE:
            row = replace(
                row,
                of=entry.text("of"),
                values=_read_values(entry.entry("values")),
                adds_up=entry.yes_no("adds_up", default=False),
            )
        case RowKind.EACH:
            counts, points = _read_counts(entry), points_of(entry, "points")
            per = points_of(entry, "per", least=FINEST) if entry.has("per") else Decimal(1)
            row = replace(row, counts=counts, points=points, per=per)
        case RowKind.BANDS:
            row = replace(row, counts=_read_counts(entry), bands=_read_bands(entry))
        case RowKind.FIXED:
            row = replace(row, when=read_condition(entry.entry("when")), points=points_of(entry, "points"))
    end(entry, doubts)
    return row


def _read_values(entry: Entry) -> dict[str, Decimal]:
    return {str(each): points_of(entry, each) for each in entry.written}


def _read_counts(entry: Entry) -> Formula | None:
    text = entry.text("counts")
    try:
        return read_formula(text) if text else None
    except FormulaWrong as error:
        entry.place.at("counts").say(f"算式写得不对：{error}")
        return None


def _read_bands(entry: Entry) -> tuple[Band, ...]:
    return tuple(_read_band(each) for each in entry.entries("bands"))


def _read_band(entry: Entry) -> Band:
    band = Band(
        least=Decimal(str(entry.number("least", LOWEST_FIGURE, HIGHEST_FIGURE))),
        most=Decimal(str(entry.number("most", LOWEST_FIGURE, HIGHEST_FIGURE))),
        points=points_of(entry, "points"),
    )
    entry.close()
    if band.most < band.least:
        entry.place.at("most").say("比 least 小，要写 least 或更大的数")
    return band


def _read_validity(entry: Entry) -> Validity:
    validity = Validity(fact=entry.text("from"), years=entry.whole("years", least=1, most=LONGEST_YEARS))
    entry.close()
    return validity
