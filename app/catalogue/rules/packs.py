"""The packs this program can judge by. A new pack is a folder of data, a reader and a pure function, entered here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Generic, TypeVar

from app.catalogue.entry import Entry, listed
from app.catalogue.findings import Finding
from app.catalogue.rules import business, licence, points
from app.catalogue.rules.dated import HOW_TO_SEE_ALL, Doubt, Head, read_versions, version_named, version_on
from app.catalogue.rules.licence.pack import LicencePack
from app.domain.errors import ConfigInvalid, WrongInput

SHIPPED = Path(__file__).resolve().parents[3] / "resources" / "rules"
LICENCE_RENEWAL = "driving-licence-renewal"
NEWCOMER_POINTS = "newcomer-points"
POINTS_PACKS = (NEWCOMER_POINTS,)
"""Those that give points."""
PACKS = (LICENCE_RENEWAL, *POINTS_PACKS)
INDIVIDUAL_BUSINESS = "individual-business"
"""Asked by the centre's register of names, of what a form says; no item names it as its own."""

Answer = licence.Answer | points.Answer
Kept = TypeVar("Kept", LicencePack, points.PointsPack)


@dataclass(frozen=True, slots=True)
class _Kind(Generic[Kept]):
    """How one kind of pack is read and asked. `facts` raises FormInvalid."""

    read: Callable[[Entry], Kept]
    answer: Callable[[Kept, Any, date], Answer]

    def on(self, name: str, folder: Path, facts: Any, day: date) -> Answer:
        return self.answer(version_on(name, folder, self.read, day), facts, day)

    def named(self, name: str, folder: Path, version: str, facts: Any, day: date) -> Answer:
        return self.answer(version_named(name, folder, self.read, version), facts, day)

    def versions(self, name: str, folder: Path) -> tuple[list[VersionLine], list[Finding]]:
        packs, findings = read_versions(name, folder, self.read)
        return [VersionLine(each.head, each.doubts) for each in packs], findings


def _licence_answer(pack: LicencePack, facts: Any, on: date) -> Answer:
    return licence.evaluate(pack, licence.read_facts(facts, on), on)


def _points_answer(pack: points.PointsPack, facts: Any, on: date) -> Answer:
    return points.evaluate(pack, points.read_facts(pack, facts, on), on)


_LICENCE = _Kind(licence.read_pack, _licence_answer)
_POINTS = _Kind(points.read_pack, _points_answer)
_KINDS: dict[str, _Kind[LicencePack] | _Kind[points.PointsPack]] = {
    LICENCE_RENEWAL: _LICENCE,
    **dict.fromkeys(POINTS_PACKS, _POINTS),
}


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version as `kiosk rules list` shows it."""

    head: Head
    doubts: tuple[Doubt, ...]

    def as_json(self) -> dict[str, Any]:
        head = self.head
        return {
            "pack": head.pack,
            "version": head.version,
            "effective_from": head.effective_from.isoformat(),
            "effective_to": head.effective_to.isoformat() if head.effective_to else None,
            "basis": list(head.basis),
            "uncertain": [{"key": each.key, "text": each.text} for each in self.doubts],
        }


def check(name: str, facts: Any, on: date, folder: Path | None = None) -> Answer:
    """What the version of `on` says. Raises WrongInput (pack, day), FormInvalid (facts), ConfigInvalid (files)."""
    return _kind(name).on(name, _folder(name, folder), facts, on)


def check_version(name: str, version: str, facts: Any, on: date, folder: Path | None = None) -> Answer:
    """What the version of this name says, whether or not it applies on `on`: for judging a case again.

    Raises WrongInput (pack, or no such version), FormInvalid (facts), ConfigInvalid (files).
    """
    return _kind(name).named(name, _folder(name, folder), version, facts, on)


def body_limits(name: str, classes: Sequence[str], on: date, folder: Path | None = None) -> licence.BodyLimits:
    """What these classes ask of the body on a day. Raises WrongInput (pack, day, classes), ConfigInvalid (files)."""
    if name != LICENCE_RENEWAL:
        raise WrongInput(f"“{name}”不管身体条件", f"可以写：{LICENCE_RENEWAL}")
    return licence.limits_of(version_on(name, _folder(name, folder), licence.read_pack, on), classes)


def points_pack(name: str, on: date, folder: Path | None = None, version: str = "") -> points.PointsPack:
    """The version of a day, or the one named. Raises WrongInput (no such pack, day or version), ConfigInvalid."""
    if name not in POINTS_PACKS:
        raise WrongInput(f"“{name}”不是积分的规则", f"可以写：{listed(POINTS_PACKS)}")
    place = _folder(name, folder)
    if version:
        return version_named(name, place, points.read_pack, version)
    return version_on(name, place, points.read_pack, on)


def facts_among(
    name: str, answers: Mapping[str, Any], on: date, folder: Path | None = None, version: str = ""
) -> dict[str, Any]:
    """The facts of a pack of points among the answers of a form, as `check` takes them. Raises as `points_pack`."""
    return points.facts_of_answers(points_pack(name, on, folder, version), answers)


def business_pack(on: date, folder: Path | None = None) -> business.BusinessPack:
    """The version of a day. Raises WrongInput (day), ConfigInvalid (files)."""
    return version_on(INDIVIDUAL_BUSINESS, _folder(INDIVIDUAL_BUSINESS, folder), business.read_pack, on)


def versions(folder: Path | None = None) -> list[VersionLine]:
    """Every version of every pack. Raises ConfigInvalid."""
    lines = []
    for name in _there(folder):
        found, findings = _versions(name, _folder(name, folder))
        if findings:
            raise ConfigInvalid(f"规则“{name}”不能用：{findings[0]}", HOW_TO_SEE_ALL)
        lines += found
    return lines


def validate(folder: Path | None = None) -> list[Finding]:
    """Everything wrong with the packs of a folder, in the order of its files; empty when they can be used."""
    return [each for name in _there(folder) for each in _versions(name, _folder(name, folder))[1]]


def _there(folder: Path | None) -> tuple[str, ...]:
    """A city that registers no businesses has no folder for them."""
    registers = _folder(INDIVIDUAL_BUSINESS, folder).is_dir()
    return (*PACKS, INDIVIDUAL_BUSINESS) if registers else PACKS


def _versions(name: str, folder: Path) -> tuple[list[VersionLine], list[Finding]]:
    if name != INDIVIDUAL_BUSINESS:
        return _kind(name).versions(name, folder)
    packs, findings = read_versions(name, folder, business.read_pack)
    return [VersionLine(each.head, each.doubts) for each in packs], findings


def _kind(name: str) -> _Kind[LicencePack] | _Kind[points.PointsPack]:
    kind = _KINDS.get(name)
    if kind is None:
        raise WrongInput(f"没有“{name}”这套规则", f"可以写：{listed(PACKS)}")
    return kind


def _folder(name: str, folder: Path | None) -> Path:
    return (folder or SHIPPED) / name
