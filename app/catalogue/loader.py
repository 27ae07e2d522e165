"""The catalogue of a folder: `catalogue.yaml`, `fields.yaml`, `items/*.yaml`. Read whole or not at all.

Places stand in `divisions.csv`, the grids of a town in `grids.csv`. What items share stands in `fragments/*.yaml`.

A file of an item is named CODE.yaml, one of an older or a coming version CODE@VERSION.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from app.catalogue.calendar_reader import Head, read_head
from app.catalogue.divisions_file import read_divisions
from app.catalogue.entry import NO_LIST, Entry, listed
from app.catalogue.findings import Finding, Place
from app.catalogue.fragments import Fragments, read_fragments
from app.catalogue.grids_file import read_grids
from app.catalogue.item_reader import read_item, read_item_field
from app.catalogue.item_rules import check_item
from app.catalogue.life import ItemVersions, versions_of
from app.catalogue.life_rules import check_file_name, check_lives, not_in_force
from app.catalogue.places import with_divisions
from app.catalogue.travelling import Files, read_files
from app.catalogue.working_days import WorkingCalendar, working_day_after
from app.catalogue.yaml_file import read_yaml
from app.domain.divisions import Divisions
from app.domain.errors import ConfigInvalid, ItemUnknown
from app.domain.grids import Grids
from app.domain.service_item import Gone, ItemField, ServiceItem

SHIPPED = Path(__file__).resolve().parents[2] / "resources" / "catalogue"
TEMPLATES = SHIPPED.parent / "templates"


@dataclass(frozen=True)
class LoadedCatalogue:
    """Implements the port `Catalogue`. Items stand in the order of home's tiles, then by code, then from old to new."""

    version: str
    calendar: WorkingCalendar
    _fields: tuple[ItemField, ...] = field(repr=False)
    _items: ItemVersions = field(repr=False)
    often: tuple[str, ...] = ()
    """Codes of what is done often, the most wanted first (常办)."""
    folder: Path = SHIPPED

    def item(self, code: str, version: str = "") -> ServiceItem:
        """This version; where it is not known, the newest. Raises ItemUnknown."""
        found = self._items.version(code, version)
        if found is None:
            raise ItemUnknown(f"没有“{code}”这个事项", f"现有的事项：{listed(self._items.by_code)}")
        return found

    def item_on(self, code: str, day: date) -> ServiceItem:
        """The version in force that day. Raises ItemUnknown where there is none, and says what took its place."""
        found = self._items.of_day(code, day)
        if found is None:
            self.item(code)
            raise not_in_force(self._items.by_code[code][0], next(self.gone(day, code), None))
        return found

    def last_in_force(self, code: str, day: date) -> ServiceItem:
        """The version in force that day, else the last one before it. Raises ItemUnknown."""
        ended = next(self.gone(day, code), None)
        return ended.item if ended else self.item_on(code, day)

    def items(self) -> Iterator[ServiceItem]:
        """Every version of every item."""
        return iter(self._items)

    def in_force(self, day: date) -> Iterator[ServiceItem]:
        """What can be done that day."""
        return self._items.on(day)

    def gone(self, day: date, code: str = "") -> Iterator[Gone]:
        """What could be done once and cannot any more; all of it, or of one code."""
        return (each for each in self._items.gone(day) if code in ("", each.item.code))

    def fields(self) -> tuple[ItemField, ...]:
        """The ten groups, in the order of home's tiles."""
        return self._fields

    def files(self) -> Files:
        """As they are now. Raises OSError."""
        return read_files(self.folder)

    def working_day_after(self, start: date, days: int) -> date:
        return working_day_after(start, days, self.calendar)


def load_catalogue(path: Path | None = None) -> LoadedCatalogue:
    """The shipped catalogue, or that of a folder; read again only once a file there has changed.

    Raises ConfigInvalid naming the first thing wrong.
    """
    folder = path or SHIPPED
    return _load(folder, _state_of(folder))


def _state_of(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Path, time of the last change in ns and size in bytes of every file."""
    found = ((str(each), each.stat()) for each in sorted(folder.rglob("*")) if each.is_file())
    return tuple((name, state.st_mtime_ns, state.st_size) for name, state in found)


@lru_cache(maxsize=4)
def _load(folder: Path, _: tuple[tuple[str, int, int], ...]) -> LoadedCatalogue:
    """To read a town's hundred items takes half a second; station and embedded centre want the same ones."""
    catalogue, findings = _read(folder)
    if findings:
        more = f"（另有 {len(findings) - 1} 处）" if len(findings) > 1 else ""
        raise ConfigInvalid(
            f"事项目录不能用：{findings[0]}{more}", "用 kiosk catalogue validate 看全部问题，改好再启动"
        )
    return catalogue


def validate(path: Path | None = None) -> list[Finding]:
    """Everything wrong with a catalogue folder, in the order of its files; empty when it can be used."""
    return _read(path or SHIPPED)[1]


def _read(folder: Path) -> tuple[LoadedCatalogue, list[Finding]]:
    findings: list[Finding] = []
    head = _read_head(folder, findings)
    fields = _read_fields(folder, findings)
    fragments = read_fragments(folder, findings)
    divisions = read_divisions(folder, findings)
    places = divisions, read_grids(folder, divisions, findings)
    items = _read_items(folder, fragments, places, findings)
    _check_together(fields, items, findings)
    _check_often(head.often, items, findings)
    order = {field.code: number for number, field in enumerate(fields)}
    ordered = sorted(items.values(), key=lambda item: (order.get(item.field, len(order)), item.code))
    catalogue = LoadedCatalogue(head.version, head.calendar, fields, versions_of(ordered), head.often, folder)
    return catalogue, list(dict.fromkeys(findings))


def _check_often(often: tuple[str, ...], items: dict[str, ServiceItem], findings: list[Finding]) -> None:
    codes = {each.code for each in items.values()}
    for at, code in enumerate(often):
        if code not in codes:
            Place("catalogue.yaml", f"often[{at}]", findings).say(f"没有“{code}”这个事项，要写事项的编码")


def _read_head(folder: Path, findings: list[Finding]) -> Head:
    place = Place("catalogue.yaml", "", findings)
    value = read_yaml(folder / "catalogue.yaml", place)
    return read_head(Entry(place, value)) if value is not None else Head()


def _read_fields(folder: Path, findings: list[Finding]) -> tuple[ItemField, ...]:
    place = Place("fields.yaml", "", findings)
    value = read_yaml(folder / "fields.yaml", place)
    if not isinstance(value, list):
        if value is not None:
            place.say(NO_LIST)
        return ()
    return tuple(read_item_field(Entry(place.at(number), each)) for number, each in enumerate(value))


def _read_items(
    folder: Path, fragments: Fragments, places: tuple[Divisions, Grids], findings: list[Finding]
) -> dict[str, ServiceItem]:
    items: dict[str, ServiceItem] = {}
    paths = sorted((folder / "items").glob("*.yaml"))
    if not paths:
        Place("items", "", findings).say("一个事项也没有，要放一个 事项编码.yaml")
    for path in paths:
        place = Place(f"items/{path.name}", "", findings)
        value = read_yaml(path, place)
        if value is None:
            continue  # said by read_yaml
        before = len(findings)
        value, place = fragments.used_in(value, place)
        item = with_divisions(read_item(Entry(place, value)), *places)
        if len(findings) == before:
            check_item(item, place)
            findings[before:] = [_with_user(each, place.file) for each in findings[before:]]
        check_file_name(path.stem, item, place)
        items[path.stem] = item
    return items


def _with_user(finding: Finding, file: str) -> Finding:
    """What holds in a fragment alone may not hold together with what an item says: then the item is named too."""
    return finding if finding.file == file else replace(finding, sentence=f"{finding.sentence}（{file} 用了它）")


def _check_together(fields: tuple[ItemField, ...], items: dict[str, ServiceItem], findings: list[Finding]) -> None:
    codes = [field.code for field in fields]
    for number, code in enumerate(codes):
        if code in codes[:number]:
            Place("fields.yaml", f"[{number}].code", findings).say(f"“{code}”写了两次，要改一个")
    for stem, item in items.items():
        place = Place(f"items/{stem}.yaml", "", findings)
        if item.field and item.field not in codes:
            place.at("field").say(f"不认识“{item.field}”，可以写：{listed(codes)}")
        template = item.result.template
        known = listed(sorted(each.stem for each in TEMPLATES.glob("*.typ")))
        if template and not (TEMPLATES / f"{template}.typ").is_file():
            place.at("result.template").say(f"resources/templates 里没有“{template}.typ”，可以写：{known}")
    check_lives({f"items/{stem}.yaml": item for stem, item in items.items()}, findings)
