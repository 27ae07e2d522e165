from __future__ import annotations

from pathlib import Path

import pytest

from app.catalogue import load_catalogue
from app.catalogue.samples import make_sample
from app.central.office.fact_rows import rows_of
from app.domain.service_item import ServiceItem


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


def test_no_sample_of_a_person_is_shown_whole(item: ServiceItem) -> None:
    plain = load_catalogue(Path(__file__).parents[4] / "data" / "office-catalogue").item("stall-permit")
    for seed in range(5):
        data = make_sample(plain, seed).data
        told = " ".join(value for part in data for value in shown(plain, part, data[part]).values())
        for name in ("name", "id_number", "address"):
            assert data["applicant"][name] not in told
        assert data["form"]["place"] not in told
