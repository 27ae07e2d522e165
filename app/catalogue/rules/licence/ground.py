"""One thing a rule found: it refuses, cannot decide for want of a fact, or only has something to tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from app.catalogue.rules.licence.pack import Classes
from app.catalogue.rules.licence.words import Part, Rule


class Effect(StrEnum):
    REFUSES = "refuses"
    UNDECIDED = "undecided"
    TELLS = "tells"


@dataclass(frozen=True, slots=True)
class Ground:
    """`values` fill the rule's sentence; `fact` is the path of what is not known, told in the sentence `lack`."""

    effect: Effect
    rule: Rule
    values: Mapping[str, str] = field(default_factory=dict)
    classes: Classes = ()
    fact: str = ""
    lack: Part = Part.MISSING
    until: date | None = None


def refuses(rule: Rule, until: date | None = None, **values: object) -> Ground:
    return Ground(Effect.REFUSES, rule, _spelt(values), until=until)


def tells(rule: Rule, until: date | None = None, classes: Classes = (), **values: object) -> Ground:
    return Ground(Effect.TELLS, rule, _spelt(values), classes, until=until)


def lacks(rule: Rule, fact: str, lack: Part = Part.MISSING) -> Ground:
    return Ground(Effect.UNDECIDED, rule, fact=fact, lack=lack)


def merged(grounds: Iterable[Ground]) -> tuple[Ground, ...]:
    """One ground for several classes that fail alike, one for each missing fact; the first place counts."""
    kept: dict[object, Ground] = {}
    for each in grounds:
        key = each.fact or (each.effect, each.rule, tuple(each.values.items()), each.until)
        before = kept.get(key)
        fresh = tuple(one for one in each.classes if before is None or one not in before.classes)
        kept[key] = each if before is None else replace(before, classes=before.classes + fresh)
    return tuple(kept.values())


def _spelt(values: Mapping[str, object]) -> dict[str, str]:
    return {name: f"{value:g}" if isinstance(value, float) else str(value) for name, value in values.items()}
