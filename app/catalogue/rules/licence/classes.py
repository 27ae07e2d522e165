"""Which classes may stand on the new licence: those held, or what a lost one covered and is still allowed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from app.catalogue.rules.licence.body import body
from app.catalogue.rules.licence.facts import LicenceFacts
from app.catalogue.rules.licence.ground import Effect, Ground, lacks, merged, refuses
from app.catalogue.rules.licence.pack import Classes, LicencePack
from app.catalogue.rules.licence.person import has_turned
from app.catalogue.rules.licence.words import LicenceClass, Rule


@dataclass(frozen=True, slots=True)
class ClassJudgement:
    """`open_instead`: a class is lost, and for what could replace it facts are missing, which `grounds` name."""

    allowed: Classes
    grounds: tuple[Ground, ...]
    open_instead: bool = False


def judge_classes(pack: LicencePack, facts: LicenceFacts, on: date) -> ClassJudgement:
    if facts.classes is None:
        return ClassJudgement((), (lacks(Rule.CLASS_AGE_LIMIT, "classes"),))
    found = {each: tuple(_grounds(pack, facts, on, each)) for each in LicenceClass}
    held = facts.classes
    kept = [each for each in held if not found[each]]
    lost = [each for each in held if _has(Effect.REFUSES, found[each])]
    lower = [each for each in LicenceClass if each not in held and any(each in pack.covers[one] for one in lost)]
    possible = [each for each in lower if not found[each]]
    allowed = [*kept, *(each for each in possible if not _covered(pack, each, [*kept, *possible]))]
    undecided = [
        each
        for each in lower
        if found[each] and not _has(Effect.REFUSES, found[each]) and not _covered(pack, each, allowed)
    ]
    own = [ground for each in held for ground in _told(found[each])]
    instead = [ground for each in undecided for ground in found[each]]
    return ClassJudgement(
        allowed=tuple(each for each in LicenceClass if each in allowed),
        grounds=merged([*own, *instead]),
        open_instead=bool(undecided),
    )


def _grounds(pack: LicencePack, facts: LicenceFacts, on: date, licence_class: LicenceClass) -> Iterator[Ground]:
    for ground in (*_age(pack, facts, on, licence_class), *body(pack, facts.medical, licence_class)):
        yield replace(ground, classes=(licence_class,))


def _age(pack: LicencePack, facts: LicenceFacts, on: date, licence_class: LicenceClass) -> Iterator[Ground]:
    limit = next((each.before_age for each in pack.ages.limits if licence_class in each.classes), None)
    if limit is None:
        return
    if facts.birth_date is None:
        yield lacks(Rule.CLASS_AGE_LIMIT, "birth_date")
    elif has_turned(pack, facts.birth_date, limit, on):
        yield refuses(Rule.CLASS_AGE_LIMIT, age=limit)


def _told(grounds: tuple[Ground, ...]) -> Iterable[Ground]:
    """Of a class that is lost anyway nobody need find out the rest."""
    if _has(Effect.REFUSES, grounds):
        return (each for each in grounds if each.effect is Effect.REFUSES)
    return grounds


def _has(effect: Effect, grounds: Iterable[Ground]) -> bool:
    return any(each.effect is effect for each in grounds)


def _covered(pack: LicencePack, licence_class: LicenceClass, others: Iterable[LicenceClass]) -> bool:
    return any(licence_class in pack.covers[each] for each in others)
