"""The schema that editors help with knows what the reader knows: every key, every word, and the same mistakes."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from app.catalogue.agency import REASONS, RELATIONS
from app.catalogue.appointment_reader import read_appointment, read_place
from app.catalogue.entry import LANGUAGES, Entry
from app.catalogue.findings import Place
from app.catalogue.form_reader import (
    read_choice,
    read_condition,
    read_fee,
    read_field,
    read_material,
    read_milestone,
    read_page,
    read_result,
)
from app.catalogue.form_rules import MASKS
from app.catalogue.fragments import READERS, USE
from app.catalogue.item_reader import read_agency, read_item, read_review
from app.catalogue.item_rules import (
    ACCEPTANCES,
    APPLICANTS,
    CARD_KINDS,
    LEVELS,
    MEDIA_TYPES,
    ONLY_WHEN,
    OPENS,
    PRINTED_BY,
)
from app.catalogue.loader import SHIPPED
from app.catalogue.query_reader import read_column, read_query, read_table
from app.catalogue.rules import PACKS
from app.domain.divisions import Level
from app.domain.named_persons import PersonColumn
from app.domain.query import AnswerType
from app.domain.service_item import DeliveryKind, FieldType, MaterialSource, StationKind, StepKind

FILE = SHIPPED / "item.schema.json"
TEXT = FILE.read_text("utf-8")
SCHEMA: dict[str, Any] = json.loads(TEXT)
FRAGMENT: dict[str, Any] = json.loads((SHIPPED / "fragment.schema.json").read_text("utf-8"))
CHECK = jsonschema_rs.validator_for(TEXT)
PARTS: dict[str, tuple[Callable[[Entry], object], dict[str, Any]]] = {
    "the item": (read_item, SCHEMA),
    **{
        name: (reader, SCHEMA["$defs"][name])
        for name, reader in {
            "page": read_page,
            "field": read_field,
            "choice": read_choice,
            "condition": read_condition,
            "material": read_material,
            "fee": read_fee,
            "result": read_result,
            "milestone": read_milestone,
            "review": read_review,
            "query": read_query,
            "table": read_table,
            "column": read_column,
            "agency": read_agency,
            "appointment": read_appointment,
            "bookingPlace": read_place,
        }.items()
    },
}


@pytest.mark.parametrize("name", PARTS)
def test_the_schema_has_every_key_of_the_reader_and_no_other(name: str) -> None:
    reader, schema = PARTS[name]
    entry = Entry(Place("item.yaml"), {})
    reader(entry)
    lacking = set(entry.asked) - set(schema["properties"])
    beyond = set(schema["properties"]) - set(entry.asked)
    assert not lacking, f"{name}: add {sorted(lacking)} to {FILE.name}, so that editors offer what the reader reads"
    assert not beyond, f"{name}: take {sorted(beyond)} out of {FILE.name}, the reader does not know them"
    needed = {each.key for each in entry.place.findings if "." not in each.key}
    either: dict[str, Any] = schema.get("anyOf", [{}])[0]
    """A fee is an amount or where it comes from: what is missing is said to be the first."""
    required = {*schema.get("required", ()), *either.get("required", ())}
    assert required == needed, f"{name}: `required` in {FILE.name} is not what the reader needs"


def test_a_changed_field_or_material_of_a_fragment_may_hold_the_same_keys() -> None:
    definitions = SCHEMA["$defs"]
    sentence = "of {} in " + FILE.name + " has other keys than the whole one"
    assert definitions["changedField"]["properties"] == definitions["field"]["properties"], sentence.format("a field")
    used = {key: value for key, value in definitions["usedMaterial"]["properties"].items() if key != USE}
    assert used == definitions["material"]["properties"], sentence.format("a material")
    assert set(definitions["usedPage"]["properties"]) == {USE, *definitions["page"]["properties"]}
    assert set(FRAGMENT["properties"]) == set(READERS)


def words(*path: str) -> list[str]:
    place: Any = SCHEMA
    for step in path:
        place = place[step]
    return list(place["enum"])


FIELD = ("$defs", "field", "properties")
MATERIAL = ("$defs", "material", "properties")


@pytest.mark.parametrize(
    ("path", "known"),
    [
        (("$defs", "fieldType"), FieldType),
        (("$defs", "divisionLevel"), Level),
        (("$defs", "personColumn"), PersonColumn),
        ((*FIELD, "masked"), MASKS),
        ((*MATERIAL, "source"), MaterialSource),
        ((*MATERIAL, "media_types", "items"), MEDIA_TYPES),
        (("properties", "stations", "items"), StationKind),
        (
            ("properties", "steps", "items"),
            [each for each in StepKind if each not in (StepKind.AGENCY, StepKind.AUTHORITY)],
        ),
        (("properties", "delivery", "items"), DeliveryKind),
        (("properties", "level"), LEVELS),
        (("properties", "applicants", "items"), APPLICANTS),
        (("properties", "card_kinds", "items"), CARD_KINDS),
        (("properties", "acceptance"), ACCEPTANCES),
        (("properties", "rule_pack"), PACKS),
        (("properties", "opens"), OPENS),
        (("$defs", "answerType"), AnswerType),
        (("$defs", "result", "properties", "printed_by"), PRINTED_BY),
        (("$defs", "result", "properties", "only_when"), ONLY_WHEN),
        (("$defs", "agency", "properties", "relations", "items"), RELATIONS),
        (("$defs", "agency", "properties", "reasons", "items"), REASONS),
    ],
    ids=lambda value: "/".join(value) if isinstance(value, tuple) else "",
)
def test_the_schema_has_every_word_the_code_knows(path: tuple[str, ...], known: Any) -> None:
    wanted = [each.value if isinstance(each, StrEnum) else each for each in known]
    assert words(*path) == wanted, f"write {wanted} at {'/'.join(path)} in {FILE.name}"


def test_the_schema_has_every_language() -> None:
    assert list(SCHEMA["$defs"]["local"]["properties"]) == list(LANGUAGES)


ITEMS = sorted((SHIPPED / "items").glob("*.yaml"))
FRAGMENTS = sorted((SHIPPED / "fragments").glob("*.yaml"))


@pytest.mark.parametrize("path", [*ITEMS, *FRAGMENTS], ids=lambda path: path.stem)
def test_what_ships_names_its_schema_and_holds_to_it(path: Path) -> None:
    name = "item.schema.json" if path in ITEMS else "fragment.schema.json"
    assert path.read_text("utf-8").startswith(f"# yaml-language-server: $schema=../{name}\n")
    values = as_json(yaml.safe_load(path.read_text("utf-8")))
    if path in ITEMS:
        assert [each.message for each in CHECK.iter_errors(values)] == []
        return
    for part, entries in values.items():
        kind = {"form": "page", "materials": "material"}[part]
        assert [each for each in entries if not of_kind(kind).is_valid(each)] == []


def of_kind(name: str) -> Any:
    return jsonschema_rs.validator_for(json.dumps({"$ref": f"#/$defs/{name}", "$defs": SCHEMA["$defs"]}))


FULL = Path(__file__).resolve().parents[3] / "data" / "form-catalogue" / "items"
BOOKING = Path(__file__).resolve().parents[3] / "data" / "broken-items" / "good" / "items" / "booking.yaml"
EVERY = {
    path.stem: yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    for path in (*sorted(FULL.glob("*.yaml")), BOOKING, *ITEMS)
}


def spots(values: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every key of every mapping written in full, to its depth."""
    if isinstance(values, dict):
        for key, value in values.items():
            if USE not in values:
                yield (*path, key)
                yield from spots(value, (*path, key))
    elif isinstance(values, list):
        for at, value in enumerate(values):
            yield from spots(value, (*path, at))


Spot = tuple[str | int, ...]


def kind_of(spot: Spot) -> tuple[str, ...]:
    """Where a key stands, whatever its place in a list."""
    return tuple(each for each in spot if isinstance(each, str))


def specimens() -> dict[str, list[Spot]]:
    """By the name of an item the places of those keys that no item before it has: each is tried once."""
    seen: set[tuple[str, ...]] = set()
    chosen: dict[str, list[Spot]] = {}
    for name, values in EVERY.items():
        for spot in spots(values):
            if kind_of(spot) not in seen:
                seen.add(kind_of(spot))
                chosen.setdefault(name, []).append(spot)
    return chosen


SPECIMENS = specimens()


def read(values: Any) -> list[str]:
    """What the reader finds in the pieces written in full; what comes from fragments is read elsewhere."""
    whole = dict(values)
    for part in READERS:
        if isinstance(whole.get(part), list):
            whole[part] = [each for each in whole[part] if not (isinstance(each, dict) and USE in each)]
    place = Place("item.yaml")
    read_item(Entry(place, whole))
    return [str(each) for each in place.findings]


@pytest.mark.parametrize("name", SPECIMENS)
def test_reader_and_schema_agree_about_each_key(name: str) -> None:
    """Left out, misspelt, or with a value of another kind: what the one refuses the other refuses."""
    acts: tuple[Callable[[Any, Any], object], ...] = (
        lambda place, key: place.pop(key),
        lambda place, key: place.update({f"{key}x": place.pop(key)}),
        lambda place, key: place.update({key: {"x": 1}}),
        lambda place, key: place.update({key: [[]]}),
        lambda place, key: place.update({key: True}),
        lambda place, key: place.update({key: ""}),
    )
    apart = []
    for path in SPECIMENS[name]:
        for number, act in enumerate(acts):
            values = copy.deepcopy(EVERY[name])
            place: Any = values
            for step in path[:-1]:
                place = place[step]
            act(place, path[-1])
            found = read(values)
            if bool(found) == CHECK.is_valid(as_json(values)):
                apart.append((".".join(map(str, path)), number, found[:1]))
    assert apart == []


def as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: as_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_json(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
