"""The worked example of a licence library: every licence the items name, made up from the ID number, as real PDFs.

Everybody holds the four whose contents are known here; of the others whoever has a 9 before the check digit has none.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.central.registers.interface import HeldLicence
from app.central.registers.sample_pdf import one_page_pdf


@dataclass(frozen=True, slots=True)
class _Facts:
    name: str = field(repr=False)
    id_number: str = field(repr=False)
    year: int
    serial: int

    @property
    def issued(self) -> str:
        return f"{self.year}-{self.serial % 12 + 1:02}-01"

    @property
    def flat(self) -> str:
        return f"云溪镇安和路 {self.serial % 300 + 1} 号"

    @property
    def village(self) -> str:
        return f"云溪镇柳叶村 {self.serial % 200 + 1} 号"


def _nothing_more(facts: _Facts) -> Mapping[str, str]:
    return {"issued": facts.issued}


@dataclass(frozen=True, slots=True)
class _Licence:
    """`prefix` begins the number; `lines` come between it and the issuing office, `said` are facts beyond those all
    have."""

    title: str
    prefix: str
    lines: Callable[[_Facts], tuple[str, ...]]
    said: Callable[[_Facts], Mapping[str, str]] = _nothing_more


def _permit(facts: _Facts) -> tuple[str, ...]:
    return (
        f"姓　　名　{facts.name}",
        f"公民身份号码　{facts.id_number}",
        f"居住地址　{facts.flat}",
        f"签发日期　{facts.year}年{facts.serial % 12 + 1}月1日",
        "签发机关　云溪镇派出所",
    )


def _contract(facts: _Facts) -> tuple[str, ...]:
    return (
        f"承租人　　{facts.name}",
        f"房屋坐落　{facts.flat}",
        f"租赁期限　{facts.year}年1月1日至{facts.year + 2}年12月31日",
        "备案机关　云溪镇住房和建设办公室",
    )


def _register(facts: _Facts) -> tuple[str, ...]:
    return (
        f"姓　　名　{facts.name}",
        f"公民身份号码　{facts.id_number}",
        f"住　　址　{facts.village}",
        "户　　别　家庭户",
        "登记机关　青禾县公安局云溪派出所",
    )


def _card(facts: _Facts) -> tuple[str, ...]:
    return (
        f"姓　　名　{facts.name}",
        f"社会保障号码　{facts.id_number}",
        f"发卡日期　{facts.year}年{facts.serial % 12 + 1}月1日",
        "发卡机关　临江市人力资源和社会保障局",
    )


def _of_permit(facts: _Facts) -> Mapping[str, str]:
    return {"issued": facts.issued, "address": facts.flat}


def _of_contract(facts: _Facts) -> Mapping[str, str]:
    return {"address": facts.flat, "from": f"{facts.year}-01-01", "to": f"{facts.year + 2}-12-31"}


_LICENCES = {
    "residence-permit": _Licence("居住证", "JZ", _permit, _of_permit),
    "tenancy-contract": _Licence("房屋租赁合同备案凭证", "ZL", _contract, _of_contract),
    "household-register": _Licence("居民户口簿", "HK", _register, lambda facts: {"address": facts.village}),
    "social-security-card": _Licence("社会保障卡", "SB", _card),
}


NO_LICENCE_DIGIT = "9"
NOT_A_PAPER = ("id-card-portrait",)
"""Asked for under the name of a licence; nobody can make it up."""


def _plain(facts: _Facts) -> tuple[str, ...]:
    return (
        f"持证人　　{facts.name}",
        f"证件号码　{facts.id_number}",
        f"签发日期　{facts.year}年{facts.serial % 12 + 1}月1日",
        "签发机关　临江市数据资源管理局",
    )


class SampleLicences:
    def __init__(self, titles: Mapping[str, str]) -> None:
        """`titles` by code: what else there is to hold."""
        others = {code: title for code, title in titles.items() if code not in (*_LICENCES, *NOT_A_PAPER)}
        self._kinds = {**_LICENCES, **{code: _Licence(title, "DZ", _plain) for code, title in others.items()}}

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(self._kinds)

    def licence(self, code: str, name: str, id_number: str, today: date) -> HeldLicence | None:
        kind = self._kinds.get(code)
        if kind is None or (code not in _LICENCES and id_number[-2:-1] == NO_LICENCE_DIGIT):
            return None
        dice = random.Random(hashlib.sha256(f"{code}{id_number}".encode()).digest())
        facts = _Facts(name, id_number, today.year - 1, dice.randrange(10**8))
        number = f"{kind.prefix}{facts.year}{facts.serial:08d}"
        lines = (f"编　　号　{number}", *kind.lines(facts), "（样例，由便民终端示范中心生成）")
        said = {"holder": name, "holder_number": id_number, "number": number, **kind.said(facts)}
        return HeldLicence(code, kind.title, number, "application/pdf", one_page_pdf(kind.title, lines), said)
