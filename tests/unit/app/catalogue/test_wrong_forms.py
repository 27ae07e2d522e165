"""What a city can write wrong in the fields of a form is named with file, key and line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.catalogue import validate
from app.catalogue.lines import with_lines
from tests.form_catalogue import FORM_CATALOGUE

ITEM = "items/every-field.yaml"


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FORM_CATALOGUE, tmp_path / "catalogue"))


def field_of(values: Any, name: str) -> dict[str, Any]:
    return next(each for page in values["form"] for each in page["fields"] if each["name"] == name)


def change(folder: Path, act: Callable[[Any], None]) -> list[str]:
    """The findings after `act` on the values of the item."""
    values = yaml.safe_load((folder / ITEM).read_text(encoding="utf-8"))
    act(values)
    (folder / ITEM).write_text(yaml.safe_dump(values, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return [str(each) for each in with_lines(validate(folder), folder)]


def test_the_definitions_of_these_tests_have_nothing_wrong() -> None:
    assert validate(FORM_CATALOGUE) == []


@pytest.mark.parametrize(
    ("name", "keys", "sentence"),
    [
        ("monthly_income", {"least": 60000}, "most：比 least（60000）小，怎么填都不对"),
        ("monthly_income", {"unit": {"zh_CN": "元"}}, "unit：只有 type 为 number 的项能写 unit"),
        ("reason", {"least": 3}, "least：只有 type 为 number、money、several、persons、scan 的项能写 least"),
        ("household_size", {"latest": "today"}, "latest：只有 type 为 date 的项能写 latest"),
        ("household_size", {"least": "一"}, "least：要写数字"),
        ("household_size", {"least": True}, "least：要写数字"),
        ("household_size", {"decimals": 12}, "decimals：不能大于 9"),
        ("since", {"latest": "tomorrow"}, "latest：要写日期（2026-01-01），或从办事那天数"),
        ("since", {"latest": 20260101}, "latest：要写日期（2026-01-01），或从办事那天数"),
        ("since", {"earliest": "+1d"}, "latest：比 earliest 早，怎么填都不对"),
        ("reason", {"prefill": "card.address", "locked": True}, "locked：type 为 long_text 的项不能锁住"),
        ("hardship", {"most": 6}, "most：要写整数，1 到 5（一共这么多选项）"),
        ("hardship", {"least": 0}, "least：要写整数，1 到 5（一共这么多选项）"),
        ("hardship", {"least": 1.5}, "least：要写整数，1 到 5（一共这么多选项）"),
        ("hardship", {"choices": []}, "choices：至少写两个选项"),
        (
            "plate",
            {"choices": [{"value": "a", "label": {"zh_CN": "甲"}}]},
            "choices：只有 type 为 choice、several 的项",
        ),
        ("hospital", {"show_when": {"field": "hardship", "values": ["cold"]}}, "“hardship”没有“cold”这个选项"),
        ("home", {"within": "999999"}, "within：divisions.csv 里没有“999999”"),
        ("home", {"down_to": "village"}, "down_to：不认识“village”，可以写：province、city、county、township"),
        ("reason", {"within": "330000"}, "within：只有 type 为 division、place 的项能写 within"),
        ("reason", {"down_to": "city"}, "down_to：只有 type 为 division、place 的项能写 down_to"),
        ("per_head", {"compute": "monthly_income /"}, "compute：算式写得不对：没写完"),
        ("per_head", {"compute": "plate * 2"}, "compute：前面没有“plate”这一项，可以写：reason、monthly_income"),
        ("per_head", {"compute": "age(reason)"}, "compute：“reason”的 type 是 long_text，这里只能用 date、id_number"),
        ("per_head", {"compute": "since * 2"}, "compute：“since”的 type 是 date，这里只能用 number、money"),
        ("per_head", {"prefill": "card.name"}, "compute：算出来的项不能再写 prefill"),
        ("plate", {"compute": "1"}, "compute：只有 type 为 number、money 的项能算"),
        ("hospital", {"show_when": {}}, "show_when：写 field，或 all、any、not"),
        ("hospital", {"show_when": {"field": "plate", "filled": True}}, "show_when.field：前面没有“plate”这一项"),
        ("hospital", {"show_when": {"field": "hardship"}}, "show_when.values：写上哪些答案（values），或 least、most"),
        ("hospital", {"show_when": {"field": "reason", "least": 1}}, "least 和 most 只能比 number、money"),
        (
            "hospital",
            {"show_when": {"all": [{"any": [{"not": {"field": "nothing", "filled": True}}]}]}},
            "show_when.all[0].any[0].not.field：前面没有“nothing”这一项",
        ),
        ("hospital", {"show_when": {"none": []}}, "show_when.none：不认识这个键"),
        ("contact", {"prefill": "card.name"}, "prefill：person 是另外一个人，不从证件填"),
        ("contact", {"masked": "name"}, "masked：person 是另外一个人"),
        ("reason", {"pattern": "a", "pattern_words": {"zh_CN": "写 a"}}, "pattern：只有 type 为 text 的项能写 pattern"),
    ],
)
def test_a_wrong_field_is_named_with_its_line(forms: Path, name: str, keys: dict[str, Any], sentence: str) -> None:
    found = change(forms, lambda values: field_of(values, name).update(keys))
    assert any(each.startswith(f"{ITEM} 第 ") and sentence in each for each in found), found
