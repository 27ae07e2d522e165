"""A place by town, words and grid, and the file the grids come from."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from app.catalogue import validate
from app.catalogue.answer_words import answer_words
from app.catalogue.divisions_file import read_divisions
from app.catalogue.field_checks import check_field
from app.catalogue.findings import Finding
from app.catalogue.grids_file import read_grids
from app.catalogue.loader import SHIPPED
from app.catalogue.tidy import tidy
from app.catalogue.whereabouts_checks import grids_of
from tests.form_catalogue import FORM_CATALOGUE, GIVEN, field
from tests.unit.app.catalogue.form_kinds import said

ANYWHERE = replace(field("where"), within="330726")


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("", "还没填地点"),
        (GIVEN["where"], None),
        ('{"words":"菜市场南门口"}', None),
        ('{"division":"330726100","words":"门"}', "写一下在哪条路、什么旁边"),
        ('{"division":"330726101","words":"菜市场"}', "这里只能选云溪镇里的"),
        ('{"division":"330726100","words":"菜市场","grid":"YX-99"}', "没有这个网格，请重新选"),
        ('{"division":"330726100","words":"田边的水渠"}', None),
        ('{"division":"330726100","words":"' + "字" * 61 + '"}', "地点最多 60 个字"),
        ('{"division":"330726100","words":"菜\\u0001场"}', "地点里有打不出来的字符"),
        ("菜市场", "地点读不出来，请重新填"),
        ('{"street":"x"}', "地点读不出来，请重新填"),
        ('{"words":1}', "地点读不出来，请重新填"),
    ],
)
def test_what_is_wrong_is_told_in_one_sentence(value: str, sentence: str | None) -> None:
    assert said("where", value) == sentence


def test_where_there_are_several_towns_one_has_to_be_chosen() -> None:
    assert check_field(ANYWHERE, '{"words":"菜市场南门口"}', {}) == "还没选哪个地方"
    assert check_field(ANYWHERE, '{"division":"330726","words":"菜市场"}', {}) == "还要选到乡镇、街道"


def test_the_grid_is_that_of_which_the_words_speak() -> None:
    assert tidy(field("where"), '{"words":" 菜市场南门口 "}') == GIVEN["where"]
    assert tidy(field("where"), '{"words":"田边"}') == '{"division":"330726100","words":"田边"}'


def test_of_two_grids_the_longer_word_decides_and_of_equals_none() -> None:
    grids = grids_of(field("where"))
    told = {
        words: grids.found("330726100", words) for words in ("云溪镇中学门口的老街", "老街和站前路", "老街到市心路口")
    }
    assert {words: grid.code if grid else None for words, grid in told.items()} == {
        "云溪镇中学门口的老街": "YX-06",
        "老街和站前路": "YX-08",
        "老街到市心路口": "YX-02",
    }
    assert grids.found("330726100", "水闸和菜市") is not None
    assert grids.found("330726100", "茶馆、水闸") is None


def test_a_chosen_grid_stays() -> None:
    chosen = '{"division":"330726100","words":"菜市场南门口","grid":"YX-01"}'
    assert tidy(field("where"), chosen) == chosen


def test_it_is_read_without_what_is_the_same_for_everybody() -> None:
    assert answer_words(field("where"), GIVEN["where"]) == "云溪镇 菜市场南门口（集市网格）"
    assert answer_words(ANYWHERE, GIVEN["where"], "en") == "菜市场南门口, Yunxi Town (Market)"
    assert answer_words(field("where"), "x") == "x"


def test_the_shipped_town_has_seventeen_grids_each_with_an_office() -> None:
    findings: list[Finding] = []
    grids = list(read_grids(SHIPPED, read_divisions(SHIPPED, findings), findings))
    assert findings == []
    assert len(grids) == 17
    assert all(each.office and each.words for each in grids)


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FORM_CATALOGUE, tmp_path / "catalogue"))


HEAD = "code,division,zh_CN,en,zh_TW,words,office"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("A1,330726100,北片", "第 3 行：要有 7 格，现在 3 格"),
        ("网格一,330726100,北片,,,北街,社区", "第 3 行：“网格一”不是网格编号"),
        ("A0,330726100,北片,,,北街,社区", "第 3 行：“A0”写了两次"),
        ("A1,999999999,北片,,,北街,社区", "第 3 行：divisions.csv 里没有“999999999”"),
        ("A1,330726100,,,,北街,社区", "第 3 行：缺中文名"),
        ("A1,330726100,北片,,,北街,", "第 3 行：缺责任单位（office）"),
        ("A1,330726100,北片,,,北街、南街,社区", "第 3 行：“南街”在网格 A0 里也有，只能属于一个"),
    ],
)
def test_a_wrong_line_of_the_grids_is_named(forms: Path, line: str, sentence: str) -> None:
    (forms / "grids.csv").write_text(f"{HEAD}\nA0,330726100,南片,,,南街,社区\n{line}\n", encoding="utf-8")
    [found] = [str(each) for each in validate(forms)]
    assert found.startswith(f"grids.csv {sentence}")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"code,name\n", f"第一行要写 {HEAD}"),
        (f"{HEAD}\nA1,330726100,北片,,,北街,社区\n".encode("gb18030"), "文件要存成 UTF-8"),
        (f'{HEAD}\nA1,"a\n'.encode(), "不合 CSV 写法"),
    ],
)
def test_a_file_that_is_no_table_is_told(forms: Path, content: bytes, sentence: str) -> None:
    (forms / "grids.csv").write_bytes(content)
    assert any(str(each).startswith("grids.csv") and sentence in str(each) for each in validate(forms))


def test_a_catalogue_without_grids_asks_for_none(forms: Path) -> None:
    (forms / "grids.csv").unlink()
    assert validate(forms) == []
