"""What a form takes beside words, and a row of what the register told: at the station and again at the centre."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.catalogue import validate
from app.catalogue.answer_words import answer_words
from app.catalogue.application import check_application
from app.catalogue.correction import correctable_parts
from app.catalogue.form_checks import prefill
from app.catalogue.record_rows import row_problem, row_words, with_chosen
from app.catalogue.record_words import Speech
from app.catalogue.review import RowSource, review_rows
from app.catalogue.samples import make_sample
from app.domain.case import NewAttachment
from app.domain.errors import FormInvalid, WrongInput
from tests.form_catalogue import EVERY_THING, FORM_CATALOGUE, GIVEN, RECORD, field
from tests.unit.app.catalogue.form_kinds import said
from tests.unit.app.catalogue.test_forms import CARD

SAMPLE = make_sample(EVERY_THING, 7)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("picture", "", "还没拍问题照片"),
        ("picture", "taken", None),
        ("picture", "photo.jpg", "问题照片这里只写 taken，文件用附件交"),
        ("pages", "", None),
        ("pages", "5", None),
        ("pages", "6", "最多拍 5 页"),
        ("pages", "02", "书面材料要写拍了几页"),
        ("pages", "taken", "书面材料要写拍了几页"),
        ("pages", "9" * 5000, "最多拍 5 页"),
        ("witness", "signed", "证人签名这里只写 taken，文件用附件交"),
        ("violation", "", "还没选违法记录"),
    ],
)
def test_what_is_wrong_is_told_in_one_sentence(name: str, value: str, sentence: str | None) -> None:
    assert said(name, value) == sentence


def test_what_is_there_is_said_in_words() -> None:
    assert answer_words(field("picture"), "taken") == "拍好了"
    assert answer_words(field("pages"), "1", "en") == "1 page"
    assert answer_words(field("pages"), "3", "en") == "3 pages"
    assert answer_words(field("witness"), "taken", "zh_TW") == "簽好了"


def check(form: dict[str, str], files: dict[str, NewAttachment], **parts: Any) -> None:
    data = json.loads(json.dumps({**SAMPLE.data, "form": {**SAMPLE.data["form"], **form}, **parts}))
    check_application(EVERY_THING, data, list(files.values()))


def test_a_file_that_the_form_speaks_of_has_to_be_there() -> None:
    files = {name: each for name, each in SAMPLE.attachments.items() if name != "picture"}
    with pytest.raises(WrongInput, match="还差 1 份：问题照片"):
        check({}, files)


def test_a_file_of_which_the_form_says_nothing_is_refused() -> None:
    with pytest.raises(WrongInput, match="表里没写有“书面材料”，却附了它"):
        check({"pages": ""}, dict(SAMPLE.attachments))


def test_a_file_is_what_its_field_takes() -> None:
    signed = replace(SAMPLE.attachments["picture"], name="witness")
    with pytest.raises(WrongInput, match="“证人签名”要 PNG 图片，收到的是 JPEG 图片"):
        check({}, SAMPLE.attachments | {"witness": signed})


def test_every_file_of_the_form_can_be_asked_for_again() -> None:
    assert {"picture", "pages", "witness"} <= set(correctable_parts(EVERY_THING))


# ---------------------------------------------------------------- rows

CHOICE = {"violation": "3307261100000002", "fine": "150.50"}


def test_the_choice_and_what_hangs_on_it_are_held_against_the_record_that_travels() -> None:
    check(CHOICE, dict(SAMPLE.attachments), record=RECORD)
    with pytest.raises(FormInvalid, match="查到的记录里没有这一条了"):
        check(CHOICE | {"violation": "x"}, dict(SAMPLE.attachments), record=RECORD)
    with pytest.raises(FormInvalid, match="罚款和查到的记录不一样"):
        check(CHOICE | {"fine": "1.00"}, dict(SAMPLE.attachments), record=RECORD)


def test_where_the_register_told_nothing_both_are_typed() -> None:
    check({"violation": "3307261199999999", "fine": "20.00"}, dict(SAMPLE.attachments))
    assert with_chosen(EVERY_THING, {"violation": "1", "fine": "20.00"}, None) == {"violation": "1", "fine": "20.00"}


def test_another_row_brings_its_own_values() -> None:
    assert with_chosen(EVERY_THING, GIVEN | {"violation": "3307261100000003"}, RECORD)["fine"] == "50.00"
    assert with_chosen(EVERY_THING, GIVEN | {"violation": ""}, RECORD)["fine"] == ""
    assert prefill(EVERY_THING, CARD, RECORD, values=GIVEN)["fine"] == "150.50"


@pytest.mark.parametrize("rows", ["x", {"a": 1}, [1, None, "x"], [{}], [{"number": {"x": 1}}], None])
def test_a_record_of_another_shape_offers_nothing_and_breaks_nothing(rows: Any) -> None:
    record = {"violations": rows}
    problem = row_problem(field("violation"), "1", record)
    assert (problem is not None) == isinstance(rows, list)
    assert row_words(EVERY_THING, field("violation"), "1", record, Speech()) == "1"


def test_the_row_is_read_whole_before_signing_and_comes_from_the_record() -> None:
    rows = {each.field_name: each for each in review_rows(EVERY_THING, GIVEN, CARD, record=RECORD)}
    assert rows["violation"].shown == "站前路汽车站东侧人行横道  2026-02-11  150.50 元"
    assert (rows["fine"].source, rows["fine"].editable) == (RowSource.RECORD, False)
    assert "李小四" not in rows["family"].shown
    assert "李小四" in rows["family"].full
    assert rows["where"].shown == "云溪镇 菜市场南门口（集市网格）"


# ---------------------------------------------------------------- what is known from elsewhere


def test_what_is_remembered_fills_in_what_names_its_source() -> None:
    known = {"file.phone": "13812345678", "earlier.address": "柳叶路18号", "file.colour": "red"}
    told = prefill(EVERY_THING, CARD, known=known)
    assert told == {"phone": "13812345678", "address": "柳叶路18号"}


# ---------------------------------------------------------------- wrong definitions


def spoilt(tmp_path: Path, act: Callable[[Any], None]) -> list[str]:
    folder = Path(shutil.copytree(FORM_CATALOGUE, tmp_path / "catalogue"))
    path = folder / "items" / "every-thing.yaml"
    values = yaml.safe_load(path.read_text("utf-8"))
    act(values)
    path.write_text(yaml.safe_dump(values, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return [str(each) for each in validate(folder)]


@pytest.mark.parametrize(
    ("number", "key", "value", "sentence"),
    [
        (0, "rows", "fines", "rows：query 里没有“fines”这个表，有：violations"),
        (0, "value", "id", "value：“violations”这个表没有“id”这一列，有：number、place、day、fine"),
        (0, "words", ["place", "who"], "words：“violations”这个表没有“who”这一列"),
        (1, "prefill", "chosen.violation.amount", "prefill：“violations”这个表没有“amount”这一列"),
        (1, "prefill", "chosen.family.fine", "prefill：“family”不是前面 type 为 row 的项，可以写：violation"),
    ],
)
def test_a_row_names_only_what_the_query_has(tmp_path: Path, number: int, key: str, value: Any, sentence: str) -> None:
    [found] = spoilt(tmp_path, lambda item: item["form"][0]["fields"][number].update({key: value}))
    assert f"form[0].fields[{number}].{sentence}" in found
