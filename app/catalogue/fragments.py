"""What several items say alike, written once: pages and materials in `fragments/NAME.yaml`, used by `- use: NAME`.

An item may say a page's own `title`, `help` or `name`, and change keys of its fields by their names; of one material
any key. What is wrong in a fragment is found in its own file, what is wrong in what an item changes there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.catalogue.entry import Entry, listed
from app.catalogue.findings import Finding, Place
from app.catalogue.form_reader import read_material, read_page
from app.catalogue.yaml_file import read_yaml

FOLDER = "fragments"
USE = "use"
READERS: Mapping[str, Callable[[Entry], object]] = {"form": read_page, "materials": read_material}
"""The parts of an item that a fragment may hold, and how one entry of each is read."""
FIELDS = "fields"
_Piece = tuple[Any, Place]


@dataclass(frozen=True, slots=True)
class Fragments:
    """By name, then by part: the entries as they are written, each with its place."""

    _pieces: Mapping[str, Mapping[str, list[_Piece]]]

    def used_in(self, item: Any, place: Place) -> _Piece:
        """The item as if it were written in full; its place leads to the file where each thing is written."""
        if not isinstance(item, Mapping):
            return item, place
        whole: dict[str, Any] = dict(item)
        own: dict[str | int, Place] = {}
        for part in READERS:
            if isinstance(item.get(part), list):
                pieces = list(self._written_out(part, item[part], place.at(part)))
                whole[part] = [value for value, _ in pieces]
                own[part] = place.at(part).leading({at: spot for at, (_, spot) in enumerate(pieces)})
        return whole, place.leading(own)

    def _written_out(self, part: str, entries: list[Any], place: Place) -> Iterator[_Piece]:
        for at, entry in enumerate(entries):
            spot = place.at(at)
            if isinstance(entry, Mapping) and USE in entry:
                yield from self._changed(part, entry, spot)
            else:
                yield entry, spot

    def _changed(self, part: str, entry: Mapping[str, Any], spot: Place) -> list[_Piece]:
        name = entry[USE]
        known = [each for each, parts in self._pieces.items() if part in parts]
        if name not in known:
            spot.at(USE).say(f"{part} 里没有“{name}”这个片段，可以写：{listed(known) or '（还没有片段）'}")
            return []
        pieces = self._pieces[name][part]
        own = [key for key in entry if key not in (USE, FIELDS)]
        if len(pieces) > 1 and own:
            spot.at(own[0]).say(f"片段“{name}”不止一项，{own[0]} 不能在这里改；只能按名字改 fields，或不用片段写全")
            return pieces
        fields = entry.get(FIELDS) if part == "form" else None
        if fields is not None:
            pieces = _with_fields(pieces, fields, spot.at(FIELDS), name)
        return [_overlaid(piece, {key: entry[key] for key in own}, spot) for piece in pieces]


def read_fragments(folder: Path, findings: list[Finding]) -> Fragments:
    """All of a catalogue; each is checked also where no item uses it."""
    pieces: dict[str, dict[str, list[_Piece]]] = {}
    for path in sorted((folder / FOLDER).glob("*.yaml")):
        place = Place(f"{FOLDER}/{path.name}", "", findings)
        value = read_yaml(path, place)
        if value is None:
            continue
        entry = Entry(place, value)
        pieces[path.stem] = {part: list(_pieces(entry, part)) for part in READERS if entry.has(part)}
        entry.close()
        if isinstance(value, Mapping) and not pieces[path.stem]:
            place.say(f"片段里什么也没有，要写 {listed(READERS)} 里的一个")
    return Fragments(pieces)


def _pieces(entry: Entry, part: str) -> Iterator[_Piece]:
    for each in entry.entries(part):
        READERS[part](each)
        yield each.written, each.place


def _with_fields(pieces: list[_Piece], changes: Any, spot: Place, name: str) -> list[_Piece]:
    if not isinstance(changes, Mapping):
        spot.say("用片段时要写成“字段名: { 键: 值 }”的样子")
        return pieces
    known = [str(field.get("name")) for page, _ in pieces for field in _fields_of(page)]
    for each in changes:
        if each not in known:
            spot.at(str(each)).say(f"片段“{name}”里没有这一项，可以写：{listed(known)}")
    return [_with_changed_fields(piece, changes, spot) for piece in pieces]


def _with_changed_fields(piece: _Piece, changes: Mapping[str, Any], spot: Place) -> _Piece:
    page, place = piece
    fields = []
    for at, field in enumerate(_fields_of(page)):
        name = str(field.get("name"))
        fields.append(_overlaid((field, place.at(FIELDS).at(at)), changes.get(name, {}), spot.at(name)))
    leading = place.at(FIELDS).leading({at: each for at, (_, each) in enumerate(fields)})
    return {**page, FIELDS: [value for value, _ in fields]}, place.leading({FIELDS: leading})


def _fields_of(page: Any) -> list[Mapping[str, Any]]:
    fields = page.get(FIELDS) if isinstance(page, Mapping) else None
    return [each for each in fields if isinstance(each, Mapping)] if isinstance(fields, list) else []


def _overlaid(piece: _Piece, changes: Any, spot: Place) -> _Piece:
    value, place = piece
    if not isinstance(changes, Mapping):
        spot.say("要写成“键: 值”的样子")
        return piece
    if not changes or not isinstance(value, Mapping):
        return piece
    return {**value, **changes}, place.leading({key: spot.at(str(key)) for key in changes})
