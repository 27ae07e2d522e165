"""Fields that ask for a place, and the file the places come from."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from app.catalogue import validate
from app.catalogue.answer_words import answer_words
from app.catalogue.field_checks import check_field
from app.catalogue.form_checks import prefill
from app.catalogue.lines import with_lines
from app.domain.divisions import Level
from tests.form_catalogue import EVERY_FIELD, FORM_CATALOGUE, field
from tests.unit.app.catalogue.form_kinds import said
from tests.unit.app.catalogue.test_forms import CARD


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("", "还没选所在地区"),
        ("330726", "还要选到乡镇、街道"),
        ("110000", "这里只能选浙江省里的"),
        ("330726999", "没有这个地方，请重新选"),
        ("青禾县", "没有这个地方，请重新选"),
        ("330726100", None),
    ],
)
def test_what_is_wrong_is_told_in_one_sentence(code: str, sentence: str | None) -> None:
    assert said("home", code) == sentence


def test_a_place_with_nothing_below_it_is_narrow_enough() -> None:
    anywhere = replace(field("home"), within="")
    assert check_field(anywhere, "110000", {}) is None
    assert check_field(anywhere, "330000", {}) == "还要选到乡镇、街道"


def test_a_field_may_be_content_with_the_county() -> None:
    county = replace(field("home"), down_to=Level.COUNTY)
    assert check_field(county, "330726", {}) is None
    assert check_field(county, "330700", {}, "en") == "Please choose down to the county or district"


def test_a_place_is_read_in_words() -> None:
    assert answer_words(field("home"), "330726100") == "浙江省 临江市 青禾县 云溪镇"
    assert answer_words(field("home"), "330726100", "en") == "Yunxi Town, Qinghe County, Linjiang City, Zhejiang"
    assert answer_words(field("home"), "000000") == "000000"


def test_the_place_of_the_cards_address_is_filled_in_only_where_it_is_whole() -> None:
    assert prefill(EVERY_FIELD, CARD)["home"] == "330726100"
    assert "home" not in prefill(EVERY_FIELD, replace(CARD, address="临江市柳叶路18号"))


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FORM_CATALOGUE, tmp_path / "catalogue"))


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("330726100,云溪镇,,", "第 5 行：“330726100”写了两次"),
        ("33072,云溪镇,,", "第 5 行：“33072”不是代码"),
        ("330726199,,Nowhere,", "第 5 行：缺中文名"),
        ("330726199,新镇", "第 5 行：要有 4 格，现在 2 格"),
    ],
)
def test_a_wrong_line_of_the_file_is_named(forms: Path, line: str, sentence: str) -> None:
    (forms / "grids.csv").unlink()
    head = ["code,zh_CN,en,zh_TW", "330000,浙江省,,", "330726,青禾县,,", "330726100,云溪镇,,"]
    (forms / "divisions.csv").write_text("\n".join([*head, line]) + "\n", encoding="utf-8")
    [found] = [str(each) for each in with_lines(validate(forms), forms)]
    assert found.startswith("divisions.csv 第 5 行")
    assert sentence in found


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"code,name\n", "第一行要写 code,zh_CN,en,zh_TW"),
        ("code,zh_CN,en,zh_TW\n330000,浙江省,,\n".encode("gb18030"), "文件要存成 UTF-8"),
        (b'code,zh_CN,en,zh_TW\n330000,"a,,\n', "不合 CSV 写法"),
        (b"", "第一行要写"),
    ],
)
def test_a_file_that_is_none_is_told(forms: Path, content: bytes, sentence: str) -> None:
    (forms / "divisions.csv").write_bytes(content)
    assert any(str(each).startswith("divisions.csv") and sentence in str(each) for each in validate(forms))


def test_a_table_saved_by_a_spreadsheet_with_its_mark_in_front_is_read(forms: Path) -> None:
    content = (forms / "divisions.csv").read_bytes()
    (forms / "divisions.csv").write_bytes(b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"))
    assert validate(forms) == []


def test_a_form_that_asks_for_a_place_needs_the_file(forms: Path) -> None:
    (forms / "divisions.csv").unlink()
    found = [str(each) for each in validate(forms)]
    assert len(found) == 2, "one for each field that asks for a place, none for the grids"
    assert all("type：目录里缺 divisions.csv，没有地方可选" in each for each in found)
