"""What is known of one person, by the names the pack has; what is left out is not known, and nothing is concluded.

Kept as texts, as a form keeps its answers: several values side by side, numbers as written, days in ISO 8601.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from app.catalogue.rules.fact_entry import FactEntry
from app.catalogue.rules.points.pack import Fact, FactType, PointsPack
from app.domain.condition import figure_of
from app.domain.points import number, points_text
from app.domain.several import answer_of, chosen_of

Known = Mapping[str, str]


def read_facts(pack: PointsPack, document: Any, on: date) -> dict[str, str]:
    """Raises FormInvalid: an unknown fact, a wrong form, a day after the one that is judged."""
    entry = FactEntry(document, {name: each.label.zh_cn for name, each in pack.facts.items()})
    found = {name: _read(entry, each, on) for name, each in pack.facts.items()}
    return {name: value for name, value in found.items() if value is not None}


def _read(entry: FactEntry, fact: Fact, on: date) -> str | None:
    match fact.type:
        case FactType.CHOICE:
            return entry.word(fact.name, fact.values)
        case FactType.SEVERAL:
            several = entry.several(fact.name, list(fact.values))
            return None if several is None else answer_of(several)
        case FactType.NUMBER:
            figure = entry.number(fact.name, 0, float(fact.most))
            return None if figure is None else points_text(Decimal(str(figure)))
        case FactType.DAY:
            day = entry.day(fact.name)
            if day is not None and day > on:
                entry.refuse(fact.name, "在判断的那一天之后", "看看日期，或换 --on 的日期")
            return None if day is None else day.isoformat()


def facts_of_answers(pack: PointsPack, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a pack among the answers of a form and what a card or record says; the others are none of its
    matter. Of several choices an empty answer says that there is none; any other is not known."""
    told = {name: _told(fact, answers.get(name)) for name, fact in pack.facts.items() if name in answers}
    return {name: value for name, value in told.items() if value is not None}


def _told(fact: Fact, answer: Any) -> Any:
    if not isinstance(answer, str):
        return answer
    if fact.type is FactType.SEVERAL:
        return list(chosen_of(answer))
    if fact.type is FactType.NUMBER and answer:
        figure = figure_of(answer)
        return answer if figure is None else number(figure)
    return answer or None
