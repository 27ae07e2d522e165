"""The packs this program can judge by. A new pack is a folder of data, a reader and a pure function, entered here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from app.catalogue.entry import listed
from app.catalogue.findings import Finding
from app.catalogue.rules import licence
from app.catalogue.rules.dated import HOW_TO_SEE_ALL, Doubt, Head, read_versions, version_named, version_on
from app.domain.errors import ConfigInvalid, WrongInput

SHIPPED = Path(__file__).resolve().parents[3] / "resources" / "rules"
LICENCE_RENEWAL = "driving-licence-renewal"
PACKS = (LICENCE_RENEWAL,)


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


def check(name: str, facts: Any, on: date, folder: Path | None = None) -> licence.Answer:
    """What the version of `on` says. Raises WrongInput (pack, day), FormInvalid (facts), ConfigInvalid (files)."""
    pack = version_on(name, _folder(name, folder), licence.read_pack, on)
    return licence.evaluate(pack, licence.read_facts(facts, on), on)


def body_limits(name: str, classes: Sequence[str], on: date, folder: Path | None = None) -> licence.BodyLimits:
    """What these classes ask of the body on a day. Raises WrongInput (pack, day, classes), ConfigInvalid (files)."""
    return licence.limits_of(version_on(name, _folder(name, folder), licence.read_pack, on), classes)


def check_version(name: str, version: str, facts: Any, on: date, folder: Path | None = None) -> licence.Answer:
    """What the version of this name says, whether or not it applies on `on`: for judging a case again.

    Raises WrongInput (pack, or no such version), FormInvalid (facts), ConfigInvalid (files).
    """
    pack = version_named(name, _folder(name, folder), licence.read_pack, version)
    return licence.evaluate(pack, licence.read_facts(facts, on), on)


def versions(folder: Path | None = None) -> list[VersionLine]:
    """Every version of every pack. Raises ConfigInvalid."""
    lines = []
    for name in PACKS:
        packs, findings = read_versions(name, _folder(name, folder), licence.read_pack)
        if findings:
            raise ConfigInvalid(f"规则“{name}”不能用：{findings[0]}", HOW_TO_SEE_ALL)
        lines += [VersionLine(each.head, each.doubts) for each in packs]
    return lines


def validate(folder: Path | None = None) -> list[Finding]:
    """Everything wrong with the packs of a folder, in the order of its files; empty when they can be used."""
    return [each for name in PACKS for each in read_versions(name, _folder(name, folder), licence.read_pack)[1]]


def _folder(name: str, folder: Path | None) -> Path:
    if name not in PACKS:
        raise WrongInput(f"没有“{name}”这套规则", f"可以写：{listed(PACKS)}")
    return (folder or SHIPPED) / name
