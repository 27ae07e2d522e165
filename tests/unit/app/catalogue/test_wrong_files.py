"""Each mistake a city can make in its files is named with file, key and one sentence; nothing ends in a traceback."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.catalogue import load_catalogue, validate
from app.domain.errors import ConfigInvalid

Spoil = Callable[[str, Callable[[Any], Any]], Path]
CARD = "items/temporary-id-card.yaml"
PERMIT = "items/residence-permit-endorsement.yaml"
RENEWAL = "items/driving-licence-renewal.yaml"
PENSION = "items/residents-pension-registration.yaml"


def found(folder: Path) -> list[str]:
    return [str(each) for each in validate(folder)]


def put(*path: str | int, value: Any) -> Callable[[Any], None]:
    def act(values: Any) -> None:
        for step in path[:-1]:
            values = values[step]
        values[path[-1]] = value

    return act


def drop(*path: str | int) -> Callable[[Any], None]:
    def act(values: Any) -> None:
        for step in path[:-1]:
            values = values[step]
        del values[path[-1]]

    return act


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (drop("office"), "office：缺这一项"),
        (drop("name", "zh_CN"), "name.zh_CN：缺这一项"),
        (put("ofice", value="x"), "ofice：不认识这个键，可以写：code、"),
        (put("promised_days", value="一天"), "promised_days：要写整数"),
        (put("promised_days", value=-1), "promised_days：不能小于 0"),
        (put("promised_days", value=9), "promised_days：承诺 9 天，超过法定的 3 天"),
        (put("version", value=1.0), "version：要写文字，像数字或日期的加上引号"),
        (put("offline", value="no"), "offline：要写 true 或 false"),
        (put("effective_from", value="明年"), "effective_from：要写日期，比如 2026-01-01"),
        (put("effective_to", value=date(2020, 1, 1)), "effective_to：早于 effective_from"),
        (put("keywords", value="身份证"), "keywords：要写成列表"),
        (put("name", value="临时证"), "name：要写成 { zh_CN: …, en: … }"),
        (put("name", "fr", value="carte"), "name.fr：不认识这种语言，可以写：zh_CN、en、zh_TW"),
        (put("fee", value=10), "fee：要写成“键: 值”的样子"),
        (put("field", value="housing"), "field：不认识“housing”，可以写：household、"),
        (put("replaced_by", value="passport"), "replaced_by：没有“passport”这个事项"),
        (put("code", value="temp-card"), "code：“temp-card”和文件名“temporary-id-card”不一样"),
        (put("card_kinds", value=["id"]), "card_kinds：不认识“id”，可以写：resident、"),
        (put("level", value="state"), "level：不认识“state”，可以写：province、"),
        (put("steps", 3, value="fill"), "steps[3]：不认识“fill”，可以写：identify、"),
        (put("steps", value=["identify", "submit", "notice"]), "steps[2]：notice 不能在 submit 后面"),
        (put("steps", value=["identify", "notice"]), "steps：缺 submit"),
        (put("steps", value=["notice", "medical", "submit"]), "stations：有 medical 这一步，只能写 post"),
        (put("fee", "amount_fen", value=0), "steps：有 payment 这一步，但 fee.amount_fen 没写要做什么"),
        (drop("photo_rules"), "steps：有 photo 这一步，但 photo_rules 没写要做什么"),
        (put("materials", 0, "attachment", value="face"), "materials：拍的照片没处放"),
        (put("materials", 1, "attachment", value="photo"), "materials[1].attachment：“photo”写了两次"),
        (put("materials", 0, "media_types", value=["image/bmp"]), "media_types：不认识“image/bmp”，可以写：image/jpeg"),
        (put("result", "printed_by", value="station"), "result.template：由终端打印的要写模板名"),
        (put("result", "template", value="seal"), "result.template：resources/templates 里没有“seal.typ”"),
        (put("milestones", 0, "days", value=9), "milestones：要按天数从早到晚写"),
        (
            put("form", 1, "fields", 0, "type", value="phon"),
            "form[1].fields[0].type：不认识“phon”，可以写：text、long_text、phone",
        ),
        (put("form", 1, "fields", 0, "name", value="reason"), "form[1].fields[0].name：“reason”写了两次"),
        (put("form", 1, "name", value="reason"), "form[1].name：“reason”写了两次"),
        (
            put("form", 1, "fields", 0, "prefill", value="card.phone"),
            "prefill：不认识“card.phone”，可以写：card.name、",
        ),
        (put("form", 1, "fields", 0, "masked", value="stars"), "masked：不认识“stars”，可以写：name、"),
        (put("form", 1, "fields", 0, "locked", value=True), "locked：从以前办的事记下来的会变，不能锁住"),
        (put("form", 0, "fields", 0, "choices", value=[]), "form[0].fields[0].choices：至少写两个选项"),
        (put("form", 1, "fields", value=[]), "form[1].fields：一页放 1 到 3 项，现在 0 项"),
    ],
)
def test_a_mistake_in_an_item_is_named_with_file_and_key(
    spoil: Spoil, act: Callable[[Any], Any], sentence: str
) -> None:
    said = found(spoil(CARD, act))
    assert any(each.startswith(f"{CARD}：") and sentence in each for each in said), said


def test_a_condition_on_a_field_that_does_not_come_before_is_named(spoil: Spoil) -> None:
    said = found(spoil(PERMIT, put("form", 1, "fields", 1, "show_when", "field", value="phone")))
    assert said == [
        f"{PERMIT}：form[1].fields[1].show_when.field：前面没有“phone”这一项，可以写：residence_address、reason"
    ]


def test_a_condition_that_can_never_hold_is_named(spoil: Spoil) -> None:
    said = found(spoil(PERMIT, put("form", 1, "fields", 1, "show_when", "values", value=["work"])))
    assert len(said) == 1
    assert "“reason”没有“work”这个选项，有：employment、housing、study" in said[0]


def test_a_key_written_twice_is_named_with_its_line(folder: Path) -> None:
    path = folder / CARD
    path.write_text(path.read_text(encoding="utf-8") + "\ncode: again\n", encoding="utf-8")
    [said] = [each for each in found(folder) if "写了两次" in each]
    assert said.startswith(f"{CARD} 第 ")
    assert "“code”写了两次" in said


def test_a_file_that_is_no_yaml_is_named_with_line_and_column(folder: Path) -> None:
    (folder / CARD).write_text("code: [a, b\nname: }", encoding="utf-8")
    assert found(folder)[0].startswith(f"{CARD} 第 2 行：第 5 个字符起不合 YAML 写法：[ ] 要成对")


def test_a_file_in_another_encoding_is_told_so(folder: Path) -> None:
    (folder / CARD).write_bytes("name: 身份证".encode("gb18030"))
    assert found(folder)[0] == f"{CARD} 第 1 行：文件要存成 UTF-8"


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just words", "7", "!!python/object:os.system {}"])
def test_a_file_with_something_else_in_it_is_no_surprise(folder: Path, text: str) -> None:
    (folder / CARD).write_text(text, encoding="utf-8")
    if text:
        assert found(folder)[0].startswith(CARD)
    else:
        assert f"{CARD} 第 1 行：文件是空的，要写成“键: 值”的样子" in found(folder)


def test_a_folder_that_is_not_there_is_told_file_by_file(tmp_path: Path) -> None:
    said = found(tmp_path / "nowhere")
    assert said == [
        "catalogue.yaml：没有这个文件，照 resources/catalogue 里的写一个",
        "fields.yaml：没有这个文件，照 resources/catalogue 里的写一个",
        "items：一个事项也没有，要放一个 事项编码.yaml",
    ]


def test_a_group_written_twice_is_named(spoil: Spoil) -> None:
    assert found(spoil("fields.yaml", lambda values: values.append(values[0]))) == [
        "fields.yaml：[10].code：“household”写了两次，要改一个"
    ]


@pytest.mark.parametrize("days", ["春节", "2026-02-23..2026-02-15", "2026-01-01..2027-01-01"])
def test_a_holiday_that_is_no_span_of_days_is_named(spoil: Spoil, days: str) -> None:
    said = found(spoil("catalogue.yaml", put("calendar", "holidays", 0, value=days)))
    assert len(said) == 1
    assert said[0].startswith("catalogue.yaml：calendar.holidays[0]：")


def test_a_broken_catalogue_is_not_loaded_and_says_why(spoil: Spoil) -> None:
    folder = spoil(CARD, drop("office"))
    spoil(CARD, drop("level"))
    with pytest.raises(ConfigInvalid) as caught:
        load_catalogue(folder)
    assert (
        caught.value.message == f"事项目录不能用：{CARD}：office：缺这一项，要写成 {{ zh_CN: …, en: … }}（另有 1 处）"
    )
    assert "kiosk catalogue validate" in caught.value.what_to_do


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (put("materials", 2, "needed_when", "field", value="bankk"), "needed_when.field：表里没有“bankk”这一项"),
        (
            put("materials", 2, "needed_when", "values", value=["cash"]),
            "needed_when.values：“account_kind”没有“cash”这个选项",
        ),
        (put("materials", 2, "later", value="yes"), "materials[2].later"),
    ],
)
def test_a_material_that_hangs_on_what_is_not_in_the_form_is_named(
    spoil: Spoil, act: Callable[[Any], Any], sentence: str
) -> None:
    said = found(spoil(PENSION, act))
    assert any(each.startswith(f"{PENSION}：") and sentence in each for each in said), said


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (
            put("rule_pack", value="flying-licence"),
            "rule_pack：不认识“flying-licence”，可以写：driving-licence-renewal",
        ),
        (drop("rule_pack"), "steps：有 eligibility 这一步，但 rule_pack 没写要做什么"),
        (put("steps", value=["identify", "notice", "form", "verdict", "submit"]), "有 verdict，前面也要有 eligibility"),
        (put("form", 0, "fields", 0, "pattern", value="(C1"), "pattern：这个正则写得不对"),
        (drop("form", 0, "fields", 0, "pattern_words"), "pattern_words：写上要怎么填"),
        (put("form", 1, "fields", 0, "pattern", value="C1"), "pattern：只有 type 为 text 的项能写 pattern"),
        (put("form", 0, "fields", 0, "prefill", value="record."), "prefill：不认识“record.”"),
        (drop("form", 0, "fields", 0, "prefill"), "locked：锁住的项要写 prefill"),
    ],
)
def test_a_mistake_around_the_rules_and_the_record_is_named(
    spoil: Spoil, act: Callable[[Any], None], sentence: str
) -> None:
    lines = found(spoil(RENEWAL, act))
    assert any(sentence in line and line.startswith(RENEWAL) for line in lines), lines
