"""Judges an application to register an individual business by one version of the rules. Pure.

What only the register of names knows (whether a name is taken by somebody) is asked there, after this.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.catalogue.filled import filled
from app.catalogue.id_numbers import birth_date_of
from app.catalogue.rules.business.pack import BusinessPack, Scope
from app.catalogue.rules.calendar_days import birthday
from app.domain.local_text import LocalText
from app.domain.several import chosen_of

TRADE_NAME, INDUSTRY, ORGANISATION, DIVISION, SCOPE = "trade_name", "industry", "organisation", "division", "scope"
ASKED = (TRADE_NAME, INDUSTRY, ORGANISATION, DIVISION, SCOPE)
"""The fields of the form that are judged."""
NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾")
LEAP_DAY_BIRTHDAY = (3, 1)

_TOO_YOUNG = LocalText(
    "满 {age} 周岁才能登记个体工商户。",
    "You must be {age} to register a business.",
    "滿 {age} 週歲才能登記個體工商戶。",
)
_LENGTH = LocalText(
    "字号要 {least} 到 {most} 个汉字。",
    "The shop’s own name has {least} to {most} Chinese characters.",
    "字號要 {least} 到 {most} 個漢字。",
)
_ONLY_FIGURES = LocalText(
    "字号不能只有数字，加几个别的字。",
    "The shop’s own name cannot be figures only. Please add other characters.",
    "字號不能只有數字，加幾個別的字。",
)
_NOT_CHINESE = LocalText(
    "字号只能用汉字，不能有字母、数字和标点。",
    "The shop’s own name has Chinese characters only: no letters, digits or signs.",
    "字號只能用漢字，不能有字母、數字和標點。",
)
_FORBIDDEN = LocalText("“{word}”不能用。{why}", "“{word}” cannot be used. {why}", "「{word}」不能用。{why}")
_ELSEWHERE = LocalText(
    "这里只登记{place}的店。店开在别处，到那里的登记机关办。",
    "Only shops in {place} are registered here. Elsewhere, please go to the authority there.",
    "這裡只登記{place}的店。店開在別處，到那裡的登記機關辦。",
)
_TAKEN = LocalText(
    "“{name}”已经有人用了，换一个字号。",
    "“{name}” is taken. Please choose another name.",
    "「{name}」已經有人用了，換一個字號。",
)
_NO_SCOPE = LocalText("至少选一项生意。", "Please choose at least one line of business.", "至少選一項生意。")
_UNKNOWN = LocalText(
    "这一项不在登记的目录里，重选一个。",
    "This is not in the list. Please choose again.",
    "這一項不在登記的目錄裡，重選一個。",
)


@dataclass(frozen=True, slots=True)
class Application:
    """`born` is None where it is not known; `scopes` are values of the pack's entries."""

    trade_name: str = field(repr=False)
    industry: str
    organisation: str
    division: str = field(repr=False)
    scopes: tuple[str, ...]
    born: date | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Objection:
    """`field` is the answer to change, empty where none helps."""

    field: str
    words: LocalText


def application_of(answers: Mapping[str, str], id_number: str) -> Application:
    """Out of the answers of the form; what is missing is empty."""
    return Application(
        trade_name="".join(answers.get(TRADE_NAME, "").split()),
        industry=answers.get(INDUSTRY, ""),
        organisation=answers.get(ORGANISATION, ""),
        division=answers.get(DIVISION, ""),
        scopes=tuple(chosen_of(answers.get(SCOPE, ""))),
        born=birth_date_of(id_number),
    )


def full_name(pack: BusinessPack, application: Application) -> str:
    """Place, trade name, industry, form: 青禾县小满餐饮店. The words of unknown values are left out."""
    industry = pack.industries.get(application.industry, "")
    return f"{pack.place}{application.trade_name}{industry}{pack.organisations.get(application.organisation, '')}"


def judge(pack: BusinessPack, application: Application, on: date) -> Objection | None:
    """The first thing that speaks against it on this day, or None."""
    if _is_too_young(pack, application, on):
        return Objection("", filled(_TOO_YOUNG, age=str(pack.age)))
    words = _name_problem(pack, application.trade_name)
    if words is not None:
        return Objection(TRADE_NAME, words)
    if application.industry not in pack.industries:
        return Objection(INDUSTRY, _UNKNOWN)
    if application.organisation not in pack.organisations:
        return Objection(ORGANISATION, _UNKNOWN)
    if not application.division.startswith(pack.county):
        return Objection(DIVISION, filled(_ELSEWHERE, place=pack.place))
    return _scope_objection(pack, application.scopes)


def taken(name: str) -> Objection:
    """What is said where another has this name."""
    return Objection(TRADE_NAME, filled(_TAKEN, name=name))


def scope_text(pack: BusinessPack, scopes: tuple[str, ...]) -> str:
    """As it stands on the licence: what another office allows first, and the rest (经营范围登记规范表述)."""
    known = [pack.scopes[each] for each in scopes if each in pack.scopes]
    parts = [
        _sentence("许可项目", [each for each in known if each.licensed], _LICENSED_NOTE),
        _sentence("一般项目", [each for each in known if not each.licensed], _GENERAL_NOTE),
    ]
    return "".join(parts)


_LICENSED_NOTE = "依法须经批准的项目，经相关部门批准后方可开展经营活动，具体经营项目以审批结果为准"
_GENERAL_NOTE = "除依法须经批准的项目外，凭营业执照依法自主开展经营活动"


def _sentence(title: str, scopes: list[Scope], note: str) -> str:
    return f"{title}：{'；'.join(each.name for each in scopes)}（{note}）。" if scopes else ""


def _is_too_young(pack: BusinessPack, application: Application, on: date) -> bool:
    born = application.born
    return born is not None and on < birthday(born, pack.age, LEAP_DAY_BIRTHDAY)


def _name_problem(pack: BusinessPack, name: str) -> LocalText | None:
    if name and all(each.isdecimal() or each in NUMERALS for each in name):
        return _ONLY_FIGURES
    if not all(_is_chinese(each) for each in name):
        return _NOT_CHINESE
    if not pack.least <= len(name) <= pack.most:
        return filled(_LENGTH, least=str(pack.least), most=str(pack.most))
    for forbidden in pack.forbidden:
        word = next((each for each in forbidden.words if each in name), None)
        if word is not None:
            return filled(_FORBIDDEN, word=word, why=forbidden.why)
    return None


def _is_chinese(character: str) -> bool:
    return character == "〇" or "\u3400" <= character <= "\u9fff" or character >= "\U00020000"


def _scope_objection(pack: BusinessPack, scopes: tuple[str, ...]) -> Objection | None:
    if not scopes:
        return Objection(SCOPE, _NO_SCOPE)
    for each in scopes:
        scope = pack.scopes.get(each)
        if scope is None:
            return Objection(SCOPE, _UNKNOWN)
        if scope.permit is not None:
            return Objection(SCOPE, scope.permit)
    return None
