"""What can be said of a condition and a figure by what is known: yes, no, or not known. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.catalogue.rules.points.pack import Fact, FactType
from app.domain.condition import Condition, figure_of
from app.domain.formats import long_day
from app.domain.formula import Formula
from app.domain.local_text import LocalText
from app.domain.points import points_text
from app.domain.several import chosen_of

BETWEEN = LocalText("、", ", ", "、")
COLON = LocalText("：", ": ", "：")


def truth(condition: Condition, known: Mapping[str, str]) -> bool | None:
    """None: it hangs on a fact that is not known. What the rest decides already is not asked for."""
    own = replace(condition, all=(), any=(), but_not=None)
    sides: list[bool | None] = [_own_truth(own, known)] if condition.field else []
    sides += [truth(each, known) for each in condition.all]
    if condition.any:
        sides.append(_either([truth(each, known) for each in condition.any]))
    if condition.but_not is not None:
        inner = truth(condition.but_not, known)
        sides.append(None if inner is None else not inner)
    if False in sides:
        return False
    return None if None in sides else True


def _own_truth(own: Condition, known: Mapping[str, str]) -> bool | None:
    return own.holds(known) if own.field in known else None


def _either(sides: list[bool | None]) -> bool | None:
    if True in sides:
        return True
    return None if None in sides else False


def first_unknown(condition: Condition, known: Mapping[str, str]) -> str:
    """The fact that a condition waits for; empty where it waits for none."""
    return next((part.field for _, part in condition.parts() if part.field and part.field not in known), "")


def figure(formula: Formula, known: Mapping[str, str], on: date) -> Decimal | None:
    """None where one of the facts is not known."""
    figures = {name: figure_of(known[name]) for name in formula.figures if name in known}
    ages = {name: full_years(date.fromisoformat(known[name]), on) for name in formula.ages if name in known}
    return formula.value({name: each for name, each in figures.items() if each is not None}, ages)


def lacking(formula: Formula, known: Mapping[str, str]) -> str:
    """The first fact that it works with and that is not known."""
    return next((each for each in sorted(formula.figures | formula.ages) if each not in known), "")


def full_years(since: date, on: date) -> int:
    return on.year - since.year - ((on.month, on.day) < (since.month, since.day))


def said(facts: Mapping[str, Fact], names: Iterable[str], known: Mapping[str, str]) -> LocalText:
    """From which of the person's answers: `学历：本科、…`."""
    return joined([_one(facts[name], known[name]) for name in names if name in known])


def joined(texts: Iterable[LocalText]) -> LocalText:
    told = list(texts)
    return LocalText(
        BETWEEN.zh_cn.join(each.zh_cn for each in told),
        BETWEEN.en.join(each.in_language("en") for each in told),
        BETWEEN.zh_tw.join(each.in_language("zh_TW") for each in told),
    )


def _one(fact: Fact, value: str) -> LocalText:
    answer = answer_words(fact, value)
    return LocalText(
        f"{fact.label.zh_cn}{COLON.zh_cn}{answer.zh_cn}",
        f"{fact.label.in_language('en')}{COLON.en}{answer.in_language('en')}",
        f"{fact.label.in_language('zh_TW')}{COLON.zh_tw}{answer.in_language('zh_TW')}",
    )


def answer_words(fact: Fact, value: str) -> LocalText:
    match fact.type:
        case FactType.CHOICE | FactType.SEVERAL:
            return (
                joined(fact.values[each] for each in chosen_of(value)) if value else LocalText("没有", "none", "沒有")
            )
        case FactType.NUMBER:
            return _counted(fact, points_text(Decimal(value)))
        case FactType.DAY:
            day = date.fromisoformat(value)
            return LocalText(long_day(day), day.isoformat(), long_day(day))


def _counted(fact: Fact, figure: str) -> LocalText:
    words = {language: fact.unit.in_language(language) for language in ("zh_CN", "en", "zh_TW")}
    told = {language: f"{figure} {unit}".rstrip() for language, unit in words.items()}
    return LocalText(told["zh_CN"], told["en"], told["zh_TW"])


def filled(text: LocalText, values: Mapping[str, LocalText | str]) -> LocalText:
    """The sentence in every language it has, its braces filled in that language."""

    def of(language: str, words: str) -> str:
        return words.format(
            **{name: each if isinstance(each, str) else each.in_language(language) for name, each in values.items()}
        )

    return LocalText(of("zh_CN", text.zh_cn), of("en", text.en), of("zh_TW", text.zh_tw))
