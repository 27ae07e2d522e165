from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.catalogue import load_catalogue
from app.catalogue.samples import make_sample
from app.central.office.fact_rows import rows_of
from app.central.registers.interface import PresentPerson
from app.central.registers.registers import sample_registers
from app.domain.local_text import LocalText
from app.domain.query import AnswerType, Query, QueryColumn, QueryTable
from app.domain.service_item import ServiceItem

NAME = LocalText("房子", "Home", "房子")
ADDRESS = QueryColumn("address", NAME, AnswerType.TEXT)
TABLE = QueryTable("homes", NAME, (ADDRESS,))


@pytest.fixture(scope="module")
def item() -> ServiceItem:
    return load_catalogue(Path(__file__).parents[4] / "data" / "office-catalogue").item("licence-check")


def shown(item: ServiceItem | None, part: str, value: object, *, in_full: bool = False) -> dict[str, str]:
    return {each.label: each.value for each in rows_of(item, part, value, in_full=in_full)}


def test_a_person_is_masked_and_shown_in_full_when_asked() -> None:
    person = {
        "name": "欧阳明明",
        "id_number": "330102199003071234",
        "birth_date": "1990-03-07",
        "sex": "2",
        "valid_to": None,
    }
    assert shown(None, "applicant", person) == {
        "姓名": "欧**明",
        "证件号码": "3301**********1234",
        "出生日期": "1990-**-**",
        "性别": "女",
        "有效期止": "长期",
    }
    assert shown(None, "applicant", person, in_full=True)["证件号码"] == "330102199003071234"


def test_a_form_speaks_by_the_labels_of_its_item(item: ServiceItem) -> None:
    assert shown(item, "form", {"phone": "13812345678"}) == {"手机号": "138****5678"}
    assert shown(item, "form", {"phone": "13812345678"}, in_full=True) == {"手机号": "13812345678"}
    assert shown(item, "form", {"phone": "", "unknown": "x"}) == {"unknown": "x"}


def test_measurements_are_told_in_words() -> None:
    medical = {
        "height_cm": 172,
        "vision_left": 4.9,
        "colour_blind": "red_green",
        "hearing_left": True,
        "one_eyed": False,
    }
    assert shown(None, "medical", medical) == {
        "身高（厘米）": "172",
        "左眼视力": "4.9",
        "辨色力": "红绿色盲",
        "左耳听力": "50 厘米能听清",
        "单眼视力": "否",
    }


def test_lists_and_nests_are_flattened_and_bottomless_ones_end() -> None:
    deep: object = "x"
    for _ in range(50):
        deep = {"a": deep}
    assert rows_of(None, "record", deep, in_full=False) == []
    assert shown(None, "record", {"months": [{"status": "paid"}, {"status": "later"}]}) == {
        "状态 1": "已付",
        "状态 2": "取证时付",
    }


def test_a_name_anywhere_in_what_was_sent_is_masked() -> None:
    agent = {"person": {"name": "王小芳", "phone": "13912340271"}}
    assert shown(None, "agent", agent) == {"姓名": "王*芳", "电话": "139****0271"}


def test_an_agent_stands_there_masked_with_what_they_are_and_how_the_principal_is_known() -> None:
    agent = {
        "kind": "resident",
        "name": "李秀英",
        "id_number": "330782198802034524",
        "birth_date": "1988-02-03",
        "relation": "child",
        "reason": "away",
        "principal": "number",
    }
    assert shown(None, "agent", agent) == {
        "类别": "居民身份证",
        "姓名": "李*英",
        "证件号码": "3307**********4524",
        "出生日期": "1988-**-**",
        "代办人是本人的": "子女",
        "本人为什么没来": "在外地",
        "本人怎样核实": "只填了号码，没读证",
    }


def test_no_sample_of_a_person_is_shown_whole(item: ServiceItem) -> None:
    plain = load_catalogue(Path(__file__).parents[4] / "data" / "office-catalogue").item("stall-permit")
    for seed in range(5):
        data = make_sample(plain, seed).data
        told = " ".join(value for part in data for value in shown(plain, part, data[part]).values())
        for name in ("name", "id_number", "address"):
            assert data["applicant"][name] not in told
        assert data["form"]["place"] not in told


def test_a_licence_record_is_told_in_words_and_its_number_masked() -> None:
    record = {
        "classes": ["C1", "D"],
        "valid_from": "2020-12-26",
        "valid_to": None,
        "points_by_year": [0, 3, 0],
        "unsettled_violations": 0,
        "unsettled_accidents": 1,
        "file_number": "330712345678",
        "issuer": "临江市车管所",
        "as_of": "2026-11-26",
    }
    assert shown(None, "record", record) == {
        "准驾车型": "C1、D",
        "有效期起": "2020-12-26",
        "有效期止": "长期",
        "每个记分周期的记分": "0、3、0",
        "没处理的违法（条）": "0",
        "没处理完的事故（起）": "1",
        "档案编号": "**********5678",
        "发证机关": "临江市车管所",
        "数据日期": "2026-11-26",
    }


def test_what_the_rules_said_comes_first_and_parts_of_their_own_are_left_out() -> None:
    told = {
        "pack": "driving-licence-renewal",
        "pack_version": "2025-01-01",
        "on": "2026-11-26",
        "verdict": "may_not",
        "reasons": [{"rule": "height", "text": "身高不够。"}, "no reason", {"rule": "vision"}],
        "allowed_classes": ["C1"],
        "new_validity": "10y",
        "first_day": "2026-10-01",
        "facts": {"classes": ["B2"], "birth_date": "1981-03-12", "medical": {"height_cm": 150}, "in_person": True},
    }
    assert shown(None, "eligibility", told) == {
        "终端的结论": "不可以换",
        "可换的准驾车型": "C1",
        "新证有效期": "10 年",
        "最早哪天可以换": "2026-10-01",
        "理由": "身高不够。",
        "规则版本": "2025-01-01",
        "按哪天判": "2026-11-26",
        "准驾车型": "B2",
    }


def test_what_a_station_wrote_in_its_own_way_breaks_no_page() -> None:
    assert shown(None, "eligibility", {"verdict": ["odd"], "facts": 5, "reasons": 7, "new_validity": {"x": 1}})
    assert shown(None, "eligibility", "may") == {"": "may"}
    assert shown(None, "medical", {"limbs_shown": 5}) == {}


def test_acts_before_the_camera_are_told_as_done_or_not() -> None:
    acts = [{"act": "squat", "shown": True, "seconds": 2}, {"act": "bend", "shown": False}]
    assert shown(None, "medical", {"limbs_shown": acts}) == {"下蹲起立": "做了", "弯腰": "没有做，请看录像"}


def test_what_a_register_told_is_named_by_the_query_of_its_item() -> None:
    item = load_catalogue().item("individual-business-registration")
    record = {
        "verdict": {"may": True},
        "person": {"name": "王小芳", "id_number": "330102199003071234"},
        "name": "青禾县小满餐饮店",
        "code": "92330726MA0000015E",
        "held_until": "22:04",
    }
    assert shown(item, "record", record) == {
        "姓名": "王*芳",
        "证件号码": "3301**********1234",
        "能不能办": "可以",
        "店名": "青禾县小满餐饮店",
        "统一社会信用代码": "92330726MA0000015E",
        "名称留到": "22:04",
    }
    refused = {"verdict": {"may": False, "field": "name", "words": {"zh_CN": "有人用了", "en": "Taken"}}}
    assert shown(item, "record", refused) == {"能不能办": "不可以", "理由": "有人用了"}


def test_no_register_speaks_in_its_own_codes() -> None:
    catalogue = load_catalogue()
    registers = sample_registers(catalogue)
    asked = [each for each in catalogue.items() if each.query is not None and each.code in registers.records]
    assert len(asked) > 40
    for each in asked:
        person = PresentPerson("王小芳", "330102199003071214", "resident")
        record = registers.record(each.code, person, date(2026, 11, 26))
        for row in rows_of(each, "record", record, in_full=False):
            assert not re.search(r"[a-z]_|^[a-z]+( \d+)?$", row.label), (each.code, row.label)
            assert "330102199003071214" not in row.value


def test_an_address_in_a_record_is_masked_until_all_is_asked_for() -> None:
    catalogue = load_catalogue()
    item = replace(catalogue.item("newcomer-points"), query=Query(NAME, NAME, facts=(ADDRESS,), tables=(TABLE,)))
    record = {"address": "云溪县城关镇解放路18号2单元301", "homes": [{"address": "云溪县城关镇解放路18号2单元301"}]}
    assert "301" not in str(shown(item, "record", record))
    assert str(shown(item, "record", record, in_full=True)).count("301") == 2
    assert shown(item, "record", {"homes": []}) == {"房子": "没有"}


@pytest.mark.parametrize(
    ("part", "value", "told"),
    [
        ("face", "matched", {"来的人和证件": "是同一个人"}),
        ("face", "not_possible", {"来的人和证件": "没有照片可比"}),
        ("face", "", {}),
        ("consent", True, {"来的人": "同意了"}),
    ],
)
def test_a_part_of_one_word_has_a_label(part: str, value: object, told: dict[str, str]) -> None:
    assert shown(None, part, value) == told
