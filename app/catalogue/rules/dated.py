"""The dated versions of one rule pack: a folder of YAML files, of which one applies on each day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Protocol, TypeVar, cast

from app.catalogue.entry import Entry
from app.catalogue.findings import Finding, Place
from app.catalogue.lines import with_lines
from app.catalogue.rules.calendar_days import days_after
from app.catalogue.yaml_file import read_yaml
from app.domain.errors import ConfigInvalid, WrongInput
from app.domain.formats import long_day

HOW_TO_SEE_ALL = "用 kiosk rules validate 看全部问题，改好再用"


@dataclass(frozen=True, slots=True)
class Doubt:
    """What the sources leave open, as the pack says it under `uncertain`; `key` is where."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Head:
    """What every version of every pack says of itself. `effective_to` is the last day, None: until replaced."""

    pack: str
    version: str
    effective_from: date
    effective_to: date | None
    basis: tuple[str, ...]

    def applies(self, day: date) -> bool:
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)


class Dated(Protocol):
    @property
    def head(self) -> Head: ...


Pack = TypeVar("Pack", bound=Dated)
ReadPack = Callable[[Entry], Pack]


def read_head(entry: Entry) -> Head:
    return Head(
        pack=entry.text("pack"),
        version=entry.text("version"),
        effective_from=entry.day("effective_from"),
        effective_to=entry.optional_day("effective_to"),
        basis=entry.texts("basis"),
    )


def end(entry: Entry, doubts: list[Doubt]) -> None:
    """Every mapping of a pack may say under `uncertain` what its sources leave open; other unknown keys are named."""
    text = entry.text("uncertain", default="")
    if text:
        doubts.append(Doubt(entry.place.key, text))
    entry.close()


def read_versions(name: str, folder: Path, read: ReadPack[Pack]) -> tuple[list[Pack], list[Finding]]:
    """All versions, oldest first, and all that is wrong with them; with findings nothing may be used."""
    findings: list[Finding] = []
    versions: list[Pack] = []
    for path in sorted(folder.glob("*.yaml")):
        version, found = _read_version(name, path, read)
        versions += [version] if version is not None else []
        findings += found
    versions.sort(key=lambda each: each.head.effective_from)
    if not versions and not findings:
        findings.append(Finding(name, "", "这个文件夹里一版规则也没有，要有 日期.yaml 这样的文件"))
    if not findings:
        findings += _check_sequence(name, [each.head for each in versions])
    return versions, findings


def version_on(name: str, folder: Path, read: ReadPack[Pack], day: date) -> Pack:
    """The version that applies on `day`. Raises WrongInput where there is none, ConfigInvalid for broken files."""
    versions = _sound_versions(name, folder, read)
    for each in versions:
        if each.head.applies(day):
            return each
    first = long_day(versions[0].head.effective_from)
    raise WrongInput(
        f"{long_day(day)}没有生效的“{name}”规则", f"最早的一版从{first}起；用 kiosk rules list 看各版的日期"
    )


def version_named(name: str, folder: Path, read: ReadPack[Pack], version: str) -> Pack:
    """Whatever day it applies on. Raises WrongInput where there is none, ConfigInvalid for broken files."""
    found = next((each for each in _sound_versions(name, folder, read) if each.head.version == version), None)
    if found is None:
        raise WrongInput(f"“{name}”没有这一版规则", "用 kiosk rules list 看有哪些版")
    return found


def _sound_versions(name: str, folder: Path, read: ReadPack[Pack]) -> tuple[Pack, ...]:
    """Read once as long as no file of the folder changes. Raises ConfigInvalid."""
    found = ((each, each.stat()) for each in sorted(folder.glob("*.yaml")))
    stamp = tuple((each.name, seen.st_mtime_ns, seen.st_size) for each, seen in found)
    return cast(tuple[Pack, ...], _kept_versions(name, folder, read, stamp))


@lru_cache(maxsize=8)
def _kept_versions(
    name: str, folder: Path, read: ReadPack[Dated], _stamp: tuple[tuple[str, int, int], ...]
) -> tuple[Dated, ...]:
    versions, findings = read_versions(name, folder, read)
    if findings:
        raise ConfigInvalid(f"规则“{name}”不能用：{findings[0]}", HOW_TO_SEE_ALL)
    return tuple(versions)


def _read_version(name: str, path: Path, read: ReadPack[Pack]) -> tuple[Pack | None, list[Finding]]:
    place = Place(f"{name}/{path.name}")
    value = read_yaml(path, place)
    version = None
    if value is not None:
        version = read(Entry(place, value))
        _check_names(name, path, version.head, place)
    return version, with_lines(place.findings, path.parents[1])


def _check_names(name: str, path: Path, head: Head, place: Place) -> None:
    if head.pack and head.pack != name:
        place.at("pack").say(f"“{head.pack}”和文件夹名“{name}”不一样，要写 {name}")
    if head.version and head.version != path.stem:
        place.at("version").say(f"“{head.version}”和文件名“{path.stem}”不一样，要写 {path.stem}")
    if head.effective_to is not None and head.effective_to < head.effective_from:
        place.at("effective_to").say("早于 effective_from；写这一版有效的最后一天，还在用的就不写")


def _check_sequence(name: str, heads: Sequence[Head]) -> list[Finding]:
    """Neighbours must meet: a day with two versions has no answer, nor has a day between them."""
    findings = []
    for older, newer in pairwise(heads):
        day_before = days_after(newer.effective_from, -1)
        if older.effective_to == day_before:
            continue
        file = f"{name}/{older.version}.yaml"
        trouble = "和后一版有几天重叠" if older.applies(newer.effective_from) else "和后一版之间有几天没有规则"
        findings.append(Finding(file, "effective_to", f"{trouble}，要写 {day_before}（{newer.version} 的前一天）"))
    return findings
