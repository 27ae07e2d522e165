"""Each mistake an office can make in a rule pack is named with file, line, key and what would be right."""

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
from app.catalogue.rules import PACKS, SHIPPED, check, validate, versions
from app.catalogue.rules.licence import read_pack
from app.catalogue.rules.licence.facts import FACT_NAMES
from app.catalogue.rules.licence.words import Rule
from app.domain.errors import ConfigInvalid, WrongInput
from tests.unit.app.catalogue.rules.licence_driver import ON, PACK, driver

NEWEST = "2025-01-01"
SCHEMA = jsonschema_rs.validator_for((SHIPPED / PACK / "pack.schema.json").read_text("utf-8"))
VALUES: dict[str, Any] = yaml.safe_load((SHIPPED / PACK / f"{NEWEST}.yaml").read_text("utf-8"))
Path_ = tuple[str | int, ...]


def replaced(folder: Path, old: str, new: str, version: str = NEWEST) -> list[str]:
    """What is said after one piece of the newest file was written otherwise."""
    path = folder / PACK / f"{version}.yaml"
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    return [str(each) for each in validate(folder)]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("  opens_days_before: 90 ", "  opens_days_before: 九十 ", "window.opens_days_before：要写整数"),
        ("  opens_days_before: 90 ", "  opens_days_before: 900 ", "window.opens_days_before：不能大于 366"),
        ("  opens_days_before: 90 ", "  open_days_before: 90 ", "window.opens_days_before：缺这一项"),
        ("in_person: true", "in_person: 是", "in_person：要写 true 或 false"),
        ("[A3, B1, B2, N, P], before_age: 63", "[A3, B1, B2, N, P], before_age: 6", "before_age：不能小于 18"),
        ("[A3, B1, B2, N, P], before_age: 63", "[A3, B3], before_age: 63", "不认识“B3”，可以写：A1、A2、"),
        ("[A3, B1, B2, N, P], before_age: 63", "[A3, A1], before_age: 63", "“A1”在第 1 条已经写过，只能写一处"),
        ("[A3, B1, B2, N, P], before_age: 63", "[A3, A3], before_age: 63", "“A3”写了两次"),
        ("[C1, C2, C3, C4, C5, C6, D, E, F, M], each", "[C1, C2], each", "没有写 C3、C4、C5、C6、D、E、F、M 的视力"),
        ('leap_day_birthday: "03-01"', 'leap_day_birthday: "02-29"', "不认识“02-29”，可以写：02-28、03-01"),
        ("    better_eye_at_least: 5.0", "    better_eye_at_least: 1.0", "要在 3.0 到 5.3 之间"),
        ("    better_eye_at_least: 5.0", "    better_eye_at_least: yes", "要写数字"),
        ("colour_refused: [red_green]", "colour_refused: [red]", "不认识“red”，可以写：none、red_green、other"),
        ("{ term: 6y, years: 6, clean: 10y,", "{ term: 10y, years: 6, clean: 10y,", "只能写一条"),
        ("{ term: 6y, years: 6, clean: 10y,", "{ term: long_term, years: 6, clean: 10y,", "长期有效的不会期满"),
        ("  C2: []", "  C2: [C2]", "classes.C2：只写别的准驾车型，去掉 C2"),
        ("  C2: []\n", "", "classes.C2：缺这一项"),
        ("最晚{day}，再晚", "最晚{date}，再晚", "texts.deadline：不认识“{date}”，可以用：{expiry}、{day}"),
        ("最晚{day}，再晚", "最晚{day，再晚", "texts.deadline：{ } 没有成对，可以用：{expiry}、{day}"),
        ("validity_long_term: 长期有效", 'validity_long_term: "长期{x}"', "这一句里不能用 { }"),
        ("validity_long_term: 长期有效", "validity_long_term: 6", "要写文字，像数字或日期的加上引号"),
        ("validity_long_term: 长期有效", f"validity_long_term: {'长' * 201}", "太长，最多 200 个字"),
        ('version: "2025-01-01"', 'version: "2025"', "“2025”和文件名“2025-01-01”不一样"),
        ("pack: driving-licence-renewal", "pack: points", "要写 driving-licence-renewal"),
        ("effective_from: 2025-01-01", "effective_from: 2025-01-01 08:00:00", "effective_from：要写日期"),
        ("effective_from: 2025-01-01", "effective_from: 元旦", "effective_from：要写日期，比如 2026-01-01"),
        ("effective_from: 2025-01-01", "effective_from: 2025-01-01\neffective_to: 2024-01-01", "早于 effective_from"),
        ("window:\n", "window: 90\nold:\n", "window：要写成“键: 值”的样子"),
    ],
)
def test_a_mistake_is_named_with_its_line(folder: Path, old: str, new: str, sentence: str) -> None:
    told = replaced(folder, old, new)
    assert any(sentence in each for each in told), told
    assert all(re.match(rf"{PACK}/2025-01-01\.yaml 第 \d+ 行：", each) for each in told)


def test_the_line_is_that_of_the_mistake(folder: Path) -> None:
    path = folder / PACK / f"{NEWEST}.yaml"
    replaced(folder, "[A3, B1, B2, N, P], before_age: 63", "[A3, B1, B2, N, P], before_age: 630")
    wrong = next(at for at, line in enumerate(path.read_text("utf-8").splitlines(), 1) if "630" in line)
    (finding,) = validate(folder)
    assert (finding.line, finding.key) == (wrong, "ages.limits[1].before_age")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a: " + "[" * 200 + "]" * 200,
        "[",
        "a: b: c",
        "- 1",
        "\x00",
        "&a [*a]",
        "a: 1\na: 2",
        "{}",
        "? [a]\n: 1",
        "[" * 3000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_what_is_no_pack_at_all_is_named_too(folder: Path, text: str) -> None:
    (folder / PACK / f"{NEWEST}.yaml").write_text(text, "utf-8")
    assert all(each.file.startswith(f"{PACK}/") and each.sentence for each in validate(folder))
    assert validate(folder)
    with pytest.raises(ConfigInvalid, match="规则“driving-licence-renewal”不能用"):
        check(PACK, driver(), ON, folder)


def test_versions_that_overlap_or_leave_a_gap_are_named(folder: Path) -> None:
    (overlap,) = replaced(folder, "effective_to: 2024-12-31", "effective_to: 2025-01-01", "2022-04-01")
    assert "和后一版有几天重叠，要写 2024-12-31" in overlap
    (gap,) = replaced(folder, "effective_to: 2025-01-01", "effective_to: 2024-12-01", "2022-04-01")
    assert "和后一版之间有几天没有规则，要写 2024-12-31" in gap


def test_a_folder_without_a_version_is_named(tmp_path: Path) -> None:
    found = validate(tmp_path)
    assert [each.file for each in found] == list(PACKS)
    assert all("一版规则也没有" in each.sentence for each in found)


def test_a_day_before_the_first_version_has_no_answer() -> None:
    with pytest.raises(WrongInput, match="2022年3月31日没有生效的"):
        check(PACK, driver(), date(2022, 3, 31))


def test_an_unknown_pack_is_named() -> None:
    with pytest.raises(WrongInput, match="没有“points”这套规则") as caught:
        check("points", {}, ON)
    assert PACK in caught.value.what_to_do


def test_an_office_changes_a_limit_with_a_new_file(folder: Path) -> None:
    """D and E to 60, as docs/integration/rule-packs.md goes through it."""
    newest = folder / PACK / f"{NEWEST}.yaml"
    text = newest.read_text("utf-8")
    newest.write_text(
        text.replace("effective_from: 2025-01-01\n", "effective_from: 2025-01-01\neffective_to: 2026-12-31\n"), "utf-8"
    )
    changed = text.replace("2025-01-01", "2027-01-01").replace(
        "- classes: [D, E]\n      before_age: 70", "- classes: [D, E]\n      before_age: 60"
    )
    (folder / PACK / "2027-01-01.yaml").write_text(changed, "utf-8")
    assert validate(folder) == []
    mine = [each.head.version for each in versions(folder) if each.head.pack == PACK]
    assert mine == ["2022-04-01", "2025-01-01", "2027-01-01"]
    facts = driver({"classes": ["D"], "birth_date": "1966-05-01"})
    before, after = (check(PACK, facts, day, folder) for day in (date(2026, 12, 31), date(2027, 1, 1)))
    assert (before.verdict, before.pack_version) == ("may", "2025-01-01")
    assert (after.verdict, after.allowed_classes, after.pack_version) == ("may_not", ("F",), "2027-01-01")


def test_the_manual_names_every_rule_every_fact_and_every_part_of_a_pack() -> None:
    manual = (Path(__file__).resolve().parents[5] / "docs" / "integration" / "rule-packs.md").read_text("utf-8")
    facts = {each.rpartition(".")[2] for each in FACT_NAMES if each not in ("medical", "three_ability")}
    assert [each for each in (*Rule, *facts, *VALUES) if f"`{each}" not in manual and f".{each}`" not in manual] == []


def test_what_the_sources_leave_open_is_listed() -> None:
    mine = [each for each in versions() if each.head.pack == PACK]
    assert all(len(each.doubts) >= 8 for each in mine)
    assert "ages.limits[4]" in {each.key for each in mine[-1].doubts}


@pytest.mark.parametrize("version", ["2022-04-01", NEWEST])
def test_the_schema_takes_what_ships(version: str) -> None:
    values = yaml.safe_load((SHIPPED / PACK / f"{version}.yaml").read_text("utf-8"))
    assert [each.message for each in SCHEMA.iter_errors(as_json(values))] == []


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


@pytest.mark.parametrize("path", list(spots(VALUES)), ids=lambda path: ".".join(map(str, path)))
def test_reader_and_schema_agree_about_each_key(path: Path_) -> None:
    """Left out, misspelt, or with a value of another kind: what the one refuses the other refuses."""
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
        assert bool(place.findings) == (not SCHEMA.is_valid(as_json(values))), [str(each) for each in place.findings]


def as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: as_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_json(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
