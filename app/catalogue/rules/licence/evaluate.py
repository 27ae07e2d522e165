"""The pack's answer for one driver on one day: a pure function of limits, facts and day."""

from __future__ import annotations

from datetime import date

from app.catalogue.rules.licence.answer import Answer, Verdict
from app.catalogue.rules.licence.classes import ClassJudgement, judge_classes
from app.catalogue.rules.licence.facts import LicenceFacts
from app.catalogue.rules.licence.ground import Effect, Ground, merged
from app.catalogue.rules.licence.notices import notices
from app.catalogue.rules.licence.pack import LicencePack
from app.catalogue.rules.licence.person import certificate, presence_and_debts, three_ability
from app.catalogue.rules.licence.sentences import Sentences
from app.catalogue.rules.licence.term import new_validity
from app.catalogue.rules.licence.window import Opening, opening_of
from app.catalogue.rules.licence.words import Validity


def evaluate(pack: LicencePack, facts: LicenceFacts, on: date) -> Answer:
    opening = opening_of(pack, facts, on)
    if opening.over:
        return _answer(pack, facts, on, opening, ClassJudgement((), ()), None, opening.grounds)
    judged = judge_classes(pack, facts, on)
    term = new_validity(pack, facts, on)
    validity = term if isinstance(term, Validity) else None
    grounds = merged(
        [
            *opening.grounds,
            *presence_and_debts(pack, facts),
            *judged.grounds,
            *certificate(pack, facts, on),
            *three_ability(pack, facts, on),
            *([term] if isinstance(term, Ground) else []),
        ]
    )
    if _verdict(grounds) is Verdict.MAY and validity is not None:
        grounds += tuple(notices(pack, facts, validity, judged.allowed, on))
    return _answer(pack, facts, on, opening, judged, validity, grounds)


def _answer(
    pack: LicencePack,
    facts: LicenceFacts,
    on: date,
    opening: Opening,
    judged: ClassJudgement,
    validity: Validity | None,
    grounds: tuple[Ground, ...],
) -> Answer:
    verdict = _verdict(grounds)
    expiry = facts.valid_to if isinstance(facts.valid_to, date) else None
    sentences = Sentences(pack, on, judged.allowed, judged.open_instead, expiry, opening.last_day)
    return Answer(
        verdict=verdict,
        reasons=tuple(sentences.reason(each) for each in _worth_telling(verdict, grounds, judged)),
        allowed_classes=judged.allowed,
        new_validity=validity,
        first_day=opening.first_day,
        pack_version=pack.head.version,
    )


def _verdict(grounds: tuple[Ground, ...]) -> Verdict:
    effects = {each.effect for each in grounds}
    if Effect.REFUSES in effects:
        return Verdict.MAY_NOT
    return Verdict.UNKNOWN if Effect.UNDECIDED in effects else Verdict.MAY


def _worth_telling(verdict: Verdict, grounds: tuple[Ground, ...], judged: ClassJudgement) -> list[Ground]:
    """Who is refused is not asked for facts too, except for those that decide what is possible instead."""
    order = [Effect.REFUSES, Effect.UNDECIDED, Effect.TELLS]
    told = [
        each
        for each in grounds
        if each.effect is not Effect.UNDECIDED
        or verdict is not Verdict.MAY_NOT
        or (judged.open_instead and each in judged.grounds)
    ]
    return sorted(told, key=lambda each: order.index(each.effect))
