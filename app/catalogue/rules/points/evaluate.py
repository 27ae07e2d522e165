"""The score of one person on one day: a pure function of pack, facts and day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from app.catalogue.rules.calendar_days import days_after, months_after
from app.catalogue.rules.points.answer import Answer
from app.catalogue.rules.points.counting import NOTHING, Counted, count
from app.catalogue.rules.points.known import filled, first_unknown, truth
from app.catalogue.rules.points.pack import Group, GroupCode, Part, PersonClass, PointsPack, Use
from app.domain.eligibility import RuleReason, RuleVerdict
from app.domain.local_text import LocalText
from app.domain.points import Score, ScoreHint, ScoreLine, ScoreUse, points_text

REFUSES, UNDECIDED, TELLS = "refuses", "undecided", "tells"
CLASS, SCORE = "class", "score"
"""The rules of the program's own; the others are the bars and rows of the pack."""


def evaluate(pack: PointsPack, known: Mapping[str, str], on: date) -> Answer:
    bars = list(_bars(pack, known))
    if any(each.effect == REFUSES for each in bars):
        return _answer(pack, [each for each in bars if each.effect == REFUSES])
    belongs = _class_of(pack, known)
    if isinstance(belongs, RuleReason):
        return _answer(pack, [belongs, *bars])
    rows = {group.code: _counted(group, belongs, pack, known, on) for group in pack.groups}
    score = _score(pack, belongs, rows, known, on)
    lacks = [_lack(pack, each.row.code, each.lacks) for group in rows.values() for each in group if each.lacks]
    expired = [_expired(pack, each) for group in rows.values() for each in group if each.expired]
    low = [] if score.open_uses else [_too_low(pack, score, undecided=bool(lacks))]
    return _answer(pack, [*low, *_once([*bars, *lacks]), *expired], score)


def _answer(pack: PointsPack, reasons: list[RuleReason], score: Score | None = None) -> Answer:
    effects = {each.effect for each in reasons}
    barred = any(each.effect == UNDECIDED and each.rule in _deciding(pack) for each in reasons)
    if REFUSES in effects:
        verdict = RuleVerdict.MAY_NOT
    elif barred or score is None or not score.open_uses:
        verdict = RuleVerdict.UNKNOWN
    else:
        verdict = RuleVerdict.MAY
    return Answer(verdict, tuple(reasons), score, pack.head.version)


def _deciding(pack: PointsPack) -> set[str]:
    return {CLASS, *(each.rule for each in pack.bars)}


def _bars(pack: PointsPack, known: Mapping[str, str]) -> Iterator[RuleReason]:
    for bar in pack.bars:
        holds = truth(bar.when, known)
        if holds:
            yield _reason(bar.rule, REFUSES, bar.text)
        elif holds is None:
            yield _lack(pack, bar.rule, first_unknown(bar.when, known))


def _class_of(pack: PointsPack, known: Mapping[str, str]) -> PersonClass | RuleReason:
    for each in pack.classes:
        holds = truth(each.when, known)
        if holds is None:
            return _lack(pack, CLASS, first_unknown(each.when, known))
        if holds:
            return each
    return _reason(CLASS, REFUSES, pack.texts[Part.NO_CLASS])


def _counted(group: Group, belongs: PersonClass, pack: PointsPack, known: Mapping[str, str], on: date) -> list[Counted]:
    mine = [each for each in group.rows if not each.classes or belongs.code in each.classes]
    return [count(each, pack.facts, known, on) for each in mine]


def _score(
    pack: PointsPack,
    belongs: PersonClass,
    rows: Mapping[GroupCode, list[Counted]],
    known: Mapping[str, str],
    on: date,
) -> Score:
    lines: list[ScoreLine] = []
    totals: dict[str, Decimal] = {}
    for group in pack.groups:
        own = list(_lines(pack, group, rows[group.code]))
        lines += own
        totals[group.code.value] = sum((each.points for each in own), NOTHING)
    total = sum(totals.values(), NOTHING)
    if total < NOTHING:
        lines.append(ScoreLine("not-below", "", pack.texts[Part.NOT_BELOW], -total, LocalText("")))
        total = NOTHING
    return Score(
        class_code=belongs.code,
        class_name=belongs.name,
        total=total,
        groups=totals,
        lines=tuple(lines),
        hints=tuple(_hints(pack, rows)),
        uses=tuple(_use(pack, each, belongs, total, known) for each in pack.uses),
        valid_until=days_after(months_after(on, pack.valid_months), -1).isoformat(),
    )


def _lines(pack: PointsPack, group: Group, rows: list[Counted]) -> Iterator[ScoreLine]:
    """Those that count, and where the group is bounded a line for what is above, so that all add up to the score."""
    sign = _sign(group)
    for each in rows:
        if each.points:
            yield ScoreLine(each.row.code, group.code.value, each.text, sign * each.points, each.counted_from)
    above = _above(group, rows)
    if above > NOTHING and group.most is not None:
        text = filled(pack.texts[Part.GROUP_MOST], {"group": group.name, "most": points_text(group.most)})
        yield ScoreLine(f"{group.code.value}-most", group.code.value, text, -sign * above, LocalText(""))


def _sign(group: Group) -> int:
    return -1 if group.code is GroupCode.DEDUCTIONS else 1


def _above(group: Group, rows: list[Counted]) -> Decimal:
    total = sum((each.points for each in rows), NOTHING)
    return NOTHING if group.most is None else max(total - group.most, NOTHING)


def _hints(pack: PointsPack, rows: Mapping[GroupCode, list[Counted]]) -> list[ScoreHint]:
    """What brings most first. Where a group is full already nothing in it brings more; what is deducted comes back
    once its cause is gone."""
    hints = []
    for group in pack.groups:
        taken = sum((each.points for each in rows[group.code]), NOTHING)
        for each in rows[group.code]:
            more = _gain(group, each, taken)
            if more > NOTHING and each.row.more.zh_cn:
                words = {"value": "", "count": "", "most": "", **each.more_words, "points": points_text(more)}
                hints.append(ScoreHint(each.row.code, filled(each.row.more, words), more))
    return sorted(hints, key=lambda each: -each.points)


def _gain(group: Group, each: Counted, taken: Decimal) -> Decimal:
    most = group.most
    if group.code is GroupCode.DEDUCTIONS:
        return each.points if most is None else min(taken, most) - min(taken - each.points, most)
    return each.more if most is None else min(taken + each.more, most) - min(taken, most)


def _use(pack: PointsPack, use: Use, belongs: PersonClass, total: Decimal, known: Mapping[str, str]) -> ScoreUse:
    text = LocalText("")
    if use.classes and belongs.code not in use.classes:
        text = filled(pack.texts[Part.USE_CLASS], {"class": "、".join(use.classes)})
    elif use.when is not None and not truth(use.when, known):
        text = use.wants
    elif total < use.least:
        words = {"least": points_text(use.least), "short": points_text(use.least - total)}
        text = filled(pack.texts[Part.USE_SHORT], words)
    return ScoreUse(use.code, use.name, use.least, not text.zh_cn, text)


def _too_low(pack: PointsPack, score: Score, *, undecided: bool) -> RuleReason:
    words = {"score": points_text(score.total), "least": points_text(min(each.least for each in score.uses))}
    return _reason(SCORE, UNDECIDED if undecided else REFUSES, filled(pack.texts[Part.TOO_LOW], words))


def _lack(pack: PointsPack, rule: str, fact: str) -> RuleReason:
    text = filled(pack.texts[Part.MISSING], {"fact": pack.facts[fact].label if fact in pack.facts else fact})
    return RuleReason(rule, text.zh_cn, UNDECIDED, None, fact, text)


def _expired(pack: PointsPack, counted: Counted) -> RuleReason:
    validity = counted.row.validity
    fact, years = ("", 0) if validity is None else (validity.fact, validity.years)
    label = pack.facts[fact].label if fact in pack.facts else LocalText(fact)
    return _reason(counted.row.code, TELLS, filled(pack.texts[Part.EXPIRED], {"fact": label, "years": str(years)}))


def _once(reasons: list[RuleReason]) -> list[RuleReason]:
    """One for each fact that is not known, however many rows ask for it."""
    return list({each.fact: each for each in reversed(reasons)}.values())[::-1]


def _reason(rule: str, effect: str, text: LocalText) -> RuleReason:
    return RuleReason(rule, text.zh_cn, effect, None, "", text)
