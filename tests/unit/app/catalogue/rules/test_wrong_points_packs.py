"""Each mistake an office can make in a pack of points is named with file, line, key and what would be right."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from app.catalogue.entry import Entry
from app.catalogue.findings import Place
from app.catalogue.rules import SHIPPED, body_limits, check, points_pack, validate
from app.catalogue.rules.points import read_pack
from app.catalogue.rules.points.pack import Part, RowKind
from app.domain.errors import ConfigInvalid, FormInvalid, WrongInput
from tests.unit.app.catalogue.rules.points_person import NEWEST, ON, PACK, person

VERSION = "2026-01-01"
SCHEMA = jsonschema_rs.validator_for((SHIPPED / PACK / "pack.schema.json").read_text("utf-8"))
VALUES: dict[str, Any] = yaml.safe_load((SHIPPED / PACK / f"{VERSION}.yaml").read_text("utf-8"))
Path_ = tuple[str | int, ...]


def replaced(folder: Path, old: str, new: str) -> list[str]:
    path = folder / PACK / f"{VERSION}.yaml"
    text = path.read_text("utf-8")
    assert text.count(old) == 1, text.count(old)
    path.write_text(text.replace(old, new), "utf-8")
    return [str(each) for each in validate(folder)]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("valid_months: 12 ", "valid_months: 十二 ", "valid_months：要写整数"),
        ("valid_months: 12 ", "valid_months: 121 ", "valid_months：不能大于 120"),
        ("valid_months: 12 ", "valid_month: 12 ", "valid_months：缺这一项"),
        (
            "- { name: birth_date, type: day,",
            "- { name: birth_date, type: date,",
            "不认识“date”，可以写：choice、several",
        ),
        ("- { name: birth_date, type: day,", "- { name: household, type: day,", "“household”写了两次"),
        ("type: number, most: 720,", "type: number,", "most：缺这一项"),
        ("      local: { zh_CN: 本地, en: local }\n", "      local: 本地\n", "values.local：要写成 { zh_CN: …"),
        ("when: { field: household, values: [local] }", "when: { field: home, values: [local] }", "没有“home”"),
        (
            "when: { field: household, values: [local] }",
            "when: { field: household, values: [here] }",
            "没有“here”这个选项",
        ),
        ("when: { field: household, values: [local] }", "when: { field: household }", "写上哪些答案"),
        ("when: { field: household, values: [local] }", "when: { field: household, most: 3 }", "只能比 number"),
        ("when: { field: household, values: [local] }", "when: {}", "写 field，或 all、any、not"),
        ("  - { code: A, name", "  - { code: C, name", "“C”写了两次"),
        ("      counts: insurance_months / 12\n", "      counts: insurance_months / / 12\n", "算式写得不对"),
        ("      counts: insurance_months / 12\n", "      counts: insurance_years\n", "facts 里没有“insurance_years”"),
        ("      counts: insurance_months / 12\n", "      counts: birth_date\n", "“birth_date”的 type 是 day"),
        ("      counts: age(birth_date)\n", "      counts: age(tax_paid)\n", "这里只能用 day"),
        ("{ least: 36, most: 45, points: 15 }", "{ least: 30, most: 45, points: 15 }", "和前面一段有重叠"),
        ("{ least: 36, most: 45, points: 15 }", "{ least: 46, most: 45, points: 15 }", "比 least 小"),
        ("{ least: 36, most: 45, points: 15 }", "{ least: 36, most: 45, points: -1 }", "要在 0.0 到 10000 之间"),
        ("{ least: 36, most: 45, points: 15 }", "{ least: 36, most: 45, points: 1.005 }", "最多写两位小数"),
        ("values: { senior: 10, college: 30,", "values: { high: 10, college: 30,", "“education”没有“high”这个选项"),
        ("      of: education\n", "      of: tax_paid\n", "这里只能用 choice、several"),
        (
            "      of: honours\n      adds_up: true",
            "      of: housing\n      adds_up: true",
            "只能选一个，没有什么可加",
        ),
        ("valid: { from: honour_date, years: 5 }", "valid: { from: honours, years: 5 }", "这里只能用 day"),
        ("valid: { from: honour_date, years: 5 }", "valid: { from: honour_date, years: 0 }", "years：不能小于 1"),
        (
            "    - row: skill\n      kind: table",
            "    - row: skill\n      kind: list",
            "不认识“list”，可以写：table、each",
        ),
        ("    - row: skill\n", "    - row: age\n", "“age”写了两次"),
        ("least: 40, classes: [A, B]", "least: 40, classes: [A, D]", "没有“D”这一类，可以写：C、A、B"),
        ('    when: { field: children, values: ["yes"] }\n', "", "wants：不认识这个键"),
        ("ties: [base, deductions, earlier]", "ties: [base, lot]", "不认识“lot”，可以写：base、bonus"),
        ("ties: [base, deductions, earlier]", "ties: [base, base]", "“base”写了两次"),
        ("ties: [base, deductions, earlier]", "ties: []", "ties：至少写一个"),
        ("要 {least} 分，还差 {short} 分", "要 {lest} 分", "不认识“{lest}”，可以用：{least}、{short}"),
        ("要 {least} 分，还差 {short} 分", "要 {least 分", "{ } 没有成对"),
        ("年龄 {count} 周岁", "年龄 {age} 周岁", "不认识“{age}”，可以用：{value}、{count}"),
        ("  not_below: {", "  below: {", "texts.not_below：缺这一项"),
        ("pack: newcomer-points", "pack: points", "要写 newcomer-points"),
    ],
)
def test_a_mistake_is_named_with_its_line(folder: Path, old: str, new: str, sentence: str) -> None:
    told = replaced(folder, old, new)
    assert any(sentence in each for each in told), told
    assert all(re.match(rf"{PACK}/{VERSION}\.yaml 第 \d+ 行：", each) for each in told), told


def test_nobody_is_scored_by_a_broken_pack(folder: Path) -> None:
    replaced(folder, "valid_months: 12 ", "valid_months: 0 ")
    with pytest.raises(ConfigInvalid, match="规则“newcomer-points”不能用"):
        check(PACK, person(), ON, folder)
    with pytest.raises(ConfigInvalid):
        points_pack(PACK, ON, folder)


def test_an_office_changes_a_row_with_a_new_file(folder: Path) -> None:
    """Own rows and own facts, without a line of code, as docs/integration/rule-packs.md goes through it."""
    path = folder / PACK / f"{VERSION}.yaml"
    text = path.read_text("utf-8")
    begin = "effective_from: 2026-01-01\n"
    path.write_text(text.replace(begin, f"{begin}effective_to: 2026-12-31\n"), "utf-8")
    changed = (
        text.replace("2026-01-01", "2027-01-01")
        .replace(
            "facts:\n",
            "facts:\n  - { name: patents, type: number, most: 99, label: { zh_CN: 发明专利 }, unit: { zh_CN: 项 } }\n",
        )
        .replace(
            "    - row: blood\n",
            "    - { row: patents, kind: each, counts: patents, points: 7.5, most: 30,"
            " text: { zh_CN: '专利 {count}' } }\n"
            "    - row: blood\n",
        )
    )
    (folder / PACK / "2027-01-01.yaml").write_text(changed, "utf-8")
    assert validate(folder) == []
    before = check(PACK, person(), date(2026, 12, 31), folder).as_json()
    after = check(PACK, person({"patents": 3}), date(2027, 1, 1), folder).as_json()
    assert (before["pack_version"], after["pack_version"]) == ("2026-01-01", "2027-01-01")
    assert {each["row"]: each["points"] for each in after["lines"]}["patents"] == 22.5
    with pytest.raises(FormInvalid, match="没有这一项"):
        check(PACK, person({"patents": 3}), date(2026, 12, 31), folder)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"insurance_months": -1}, "insurance_months"),
        ({"insurance_months": 721}, "insurance_months"),
        ({"insurance_months": "many"}, "insurance_months"),
        ({"birth_date": "yesterday"}, "birth_date"),
        ({"resident_since": "2026-11-27"}, "resident_since"),
        ({"education": "kindergarten"}, "education"),
        ({"honours": "town"}, "honours"),
        ({"honours": ["town", "town"]}, "honours"),
        ({"honours": ["village"]}, "honours[0]"),
        ({"shoe_size": 42}, "shoe_size"),
    ],
)
def test_a_wrong_fact_is_refused_by_its_name(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(FormInvalid) as caught:
        check(PACK, person(changes), ON)
    assert caught.value.field == field


def test_what_one_pack_has_is_not_asked_of_another() -> None:
    with pytest.raises(WrongInput):
        body_limits(PACK, ["C1"], ON)
    with pytest.raises(WrongInput):
        points_pack("driving-licence-renewal", ON)


def test_the_manual_names_every_key_and_every_kind() -> None:
    manual = (Path(__file__).resolve().parents[5] / "docs" / "integration" / "rule-packs.md").read_text("utf-8")
    words = {*VALUES, *RowKind, *Part}
    assert [each for each in sorted(words) if f"`{each}`" not in manual] == []


def test_the_schema_takes_what_ships() -> None:
    assert [each.message for each in SCHEMA.iter_errors(as_json(VALUES))] == []
    assert NEWEST.doubts


def spots(values: Any, path: Path_ = ()) -> Iterator[Path_]:
    """Every key of every mapping of the file, to its depth."""
    if isinstance(values, dict):
        for key, value in values.items():
            yield (*path, key)
            yield from spots(value, (*path, key))
    elif isinstance(values, list):
        for at, value in enumerate(values):
            yield from spots(value, (*path, at))


def changed(path: Path_, act: Callable[[Any, Any], None]) -> dict[str, Any]:
    values = copy.deepcopy(VALUES)
    place: Any = values
    for step in path[:-1]:
        place = place[step]
    act(place, path[-1])
    return values


def kinds_of_spots() -> list[Path_]:
    """One of the entries of each list stands for the others."""
    kinds = {tuple("*" if isinstance(step, int) else step for step in path): path for path in spots(VALUES)}
    return list(kinds.values())


@pytest.mark.parametrize("path", kinds_of_spots(), ids=lambda path: ".".join(map(str, path)))
def test_what_the_schema_refuses_the_reader_refuses_too(path: Path_) -> None:
    """With a value of another kind, left out, or misspelt. The reader knows more: what other parts speak of."""
    for values in (
        changed(path, lambda place, key: place.pop(key)),
        changed(path, lambda place, key: place.update({f"{key}x": place.pop(key)})),
        changed(path, lambda place, key: place.update({key: {"x": 1}})),
        changed(path, lambda place, key: place.update({key: [[]]})),
        changed(path, lambda place, key: place.update({key: -1})),
        changed(path, lambda place, key: place.update({key: True})),
    ):
        place = Place("pack.yaml")
        read_pack(Entry(place, values))
        assert SCHEMA.is_valid(as_json(values)) or place.findings


def as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): as_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_json(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
