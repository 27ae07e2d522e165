"""What `kiosk case submit` and the centre say of an application that cannot be taken: one sentence, exit code 2."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from app.catalogue import LoadedCatalogue
from app.catalogue.application import applicant_of, application_data, check_application
from app.catalogue.data_size import LARGEST_DATA_BYTES, LARGEST_RECORDINGS_BYTES
from app.catalogue.samples import make_sample
from app.central.sealing import PLAIN_LIMIT_BYTES
from app.domain.case import Attachment, NewAttachment
from app.domain.errors import FormInvalid, WrongInput
from app.domain.service_item import ServiceItem
from tests.central.long_film import TWO_HOURS_S, listed

Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def card_item(catalogue: LoadedCatalogue) -> ServiceItem:
    return catalogue.item("temporary-id-card")


@pytest.fixture
def permit(catalogue: LoadedCatalogue) -> ServiceItem:
    return catalogue.item("residence-permit-endorsement")


def application(item: ServiceItem) -> tuple[dict[str, Any], dict[str, NewAttachment]]:
    sample = make_sample(item, 1)
    return deepcopy(dict(sample.data)), dict(sample.attachments)


def refusal(item: ServiceItem, data: dict[str, Any], attachments: dict[str, Any]) -> WrongInput:
    with pytest.raises(WrongInput) as caught:
        check_application(item, data, list(attachments.values()))
    assert caught.value.exit_code == 2
    return caught.value


def wrong_last_character(data: dict[str, Any]) -> None:
    number = data["applicant"]["id_number"]
    data["applicant"]["id_number"] = number[:-1] + ("1" if number[-1] != "1" else "2")


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        (wrong_last_character, "applicant.id_number", "身份证号最后一位对不上，请再看一遍"),
        (lambda data: data["applicant"].pop("id_number"), "applicant.id_number", "身份证号要 18 位，还差 18 位"),
        (lambda data: data["applicant"].pop("name"), "applicant.name", "还没填姓名"),
        (lambda data: data["applicant"].update(name=7), "applicant.name", "申请人的“name”要写成文字"),
        (lambda data: data["applicant"].update(name="王" * 121), "applicant.name", "申请人的“name”太长，最多 120 个字"),
        (lambda data: data["applicant"].update(name="王\x00"), "applicant.name", "申请人的“name”里有打不出来的字符"),
        (lambda data: data["applicant"].update(nick="x"), "applicant.nick", "申请人没有“nick”这一项"),
        (lambda data: data["applicant"].update(kind="passport"), "applicant.kind", "这种证件办不了这件事"),
        (lambda data: data["applicant"].update(sex="男"), "applicant.sex", "性别要写 1（男）或 2（女）"),
        (
            lambda data: data["applicant"].update(birth_date="1901-01-01"),
            "applicant.birth_date",
            "出生日期和证件号码对不上",
        ),
        (
            lambda data: data["applicant"].update(birth_date="7 March"),
            "applicant.birth_date",
            "出生日期要写成 2026-03-18 这样",
        ),
        (lambda data: data["applicant"].pop("birth_date"), "applicant.birth_date", "还没填出生日期"),
        (
            lambda data: data["applicant"].update(valid_from="20250815"),
            "applicant.valid_from",
            "有效期起要写成 2026-03-18 这样",
        ),
        (
            lambda data: data["applicant"].update(valid_to="2030-W01-1"),
            "applicant.valid_to",
            "有效期止要写成 2026-03-18 这样",
        ),
        (
            lambda data: data["applicant"].update(name=None, valid_to=None),
            "applicant.name",
            "申请人的“name”要写成文字",
        ),
        (
            lambda data: data["applicant"].update(valid_from="2030-01-01", valid_to="2020-01-01"),
            "applicant.valid_to",
            "证件有效期止早于有效期起",
        ),
        (lambda data: data["form"].pop("phone"), "phone", "还没填手机号"),
        (lambda data: data["form"].update(phone="1381234567"), "phone", "手机号要 11 位，还差 1 位"),
        (lambda data: data.pop("payment"), "payment.status", "还没付费"),
        (lambda data: data["payment"].update(amount_fen=1), "payment.amount_fen", "付的钱数和收费标准不一样"),
        (lambda data: data.update(delivery={"kind": "mail"}), "delivery.kind", "这件事不能这样取"),
    ],
)
def test_a_wrong_value_is_told_with_its_field(
    card_item: ServiceItem, change: Change, field: str, sentence: str
) -> None:
    data, attachments = application(card_item)
    change(data)
    error = refusal(card_item, data, attachments)
    assert isinstance(error, FormInvalid)
    assert (error.field, error.message) == (field, sentence)
    assert error.what_to_do


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "申请里缺申请人（applicant）"),
        ({"applicant": []}, "申请里缺申请人（applicant）"),
        ({"applicant": "张三"}, "申请里的“applicant”写法不对"),
        ({"aplicant": {}}, "申请里没有“aplicant”这一部分"),
    ],
)
def test_an_application_of_another_shape_is_told(card_item: ServiceItem, data: dict[str, Any], sentence: str) -> None:
    assert refusal(card_item, data, {}).message == sentence


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda files: files.pop("photo"), "还差 1 份：证件照片"),
        (lambda files: files.clear(), "还差 2 份：证件照片、手写签名"),
        (
            lambda files: files.update(passport=NewAttachment("passport", "image/jpeg", b"\xff\xd8\xff")),
            "材料清单里没有“passport”",
        ),
        (
            lambda files: files.update(again=files["photo"]),
            "“photo”附了两次",
        ),
        (
            lambda files: files.update(photo=NewAttachment("photo", "application/pdf", b"%PDF-1.7")),
            "“证件照片”要 JPEG 图片，收到的是 PDF 文件",
        ),
        (
            lambda files: files.update(photo=NewAttachment("photo", "image/jpeg", b"%PDF-1.7")),
            "“证件照片”要 JPEG 图片，收到的是 PDF 文件",
        ),
        (
            lambda files: files.update(photo=NewAttachment("photo", "image/png", b"\xff\xd8\xff\xe0")),
            "“证件照片”写的是 PNG 图片，其实是 JPEG 图片",
        ),
        (
            lambda files: files.update(photo=NewAttachment("photo", "image/jpeg", b"MZ")),
            "“证件照片”要 JPEG 图片，收到的是认不出的文件",
        ),
        (lambda files: files.update(photo=NewAttachment("photo", "image/jpeg", b"")), "“证件照片”是空文件"),
        (
            lambda files: files.update(photo=Attachment("photo", "image/jpeg", 65 << 20, "00")),
            "“证件照片”太大，最多 64 MB",
        ),
    ],
)
def test_a_wrong_file_is_told_by_its_name(card_item: ServiceItem, change: Change, sentence: str) -> None:
    data, attachments = application(card_item)
    change(attachments)
    assert refusal(card_item, data, attachments).message == sentence


def test_the_centre_checks_by_what_is_listed_before_the_files_arrive(card_item: ServiceItem) -> None:
    data, _ = application(card_item)
    listed = [Attachment("photo", "image/jpeg", 20_000, "00"), Attachment("signature", "image/png", 4_000, "00")]
    check_application(card_item, data, listed)


def test_an_item_without_materials_takes_no_file(catalogue: LoadedCatalogue) -> None:
    item = catalogue.item("social-insurance-proof")
    data, _ = application(item)
    error = refusal(item, data, {"photo": NewAttachment("photo", "image/jpeg", b"\xff\xd8\xff")})
    assert (error.message, error.what_to_do) == ("材料清单里没有“photo”", "这件事不用附材料")


@pytest.mark.parametrize(
    "record",
    ["\ud800", float("nan"), "x" * (1 << 20), object()],
    ids=["half a character", "not a number", "too much", "no JSON"],
)
def test_what_could_not_travel_is_refused_before_it_is_saved(card_item: ServiceItem, record: Any) -> None:
    data, attachments = application(card_item)
    data["record"] = {"months": record}
    assert refusal(card_item, data, attachments).message in ("申请的数据存不下来", "申请的数据太大，最多 256 KB")


def test_a_list_of_pieces_as_long_as_a_film_can_be_takes_nothing_from_the_room_of_the_answers(
    catalogue: LoadedCatalogue,
) -> None:
    renewal = catalogue.item("driving-licence-renewal")
    data, attachments = application(renewal)
    data["recordings"] = {"video": listed(TWO_HOURS_S)}
    check_application(renewal, data, list(attachments.values()))
    assert refusal(renewal, {**data, "record": {"x": "x" * (256 << 10)}}, attachments).message == (
        "申请的数据太大，最多 256 KB"
    )
    data["recordings"] = {"video": listed(21_000)}
    assert refusal(renewal, data, attachments).message == "录像的分段清单太长，最多 3 MB"


def test_what_a_station_of_today_may_save_a_centre_can_open() -> None:
    beside = 64 << 10  # what tells of the case itself, and of its attachments
    assert LARGEST_DATA_BYTES + LARGEST_RECORDINGS_BYTES + beside <= PLAIN_LIMIT_BYTES


def test_an_e_licence_may_be_promised_for_the_collection(permit: ServiceItem) -> None:
    data, attachments = application(permit)
    del attachments["tenancy-contract"]
    assert refusal(permit, data, attachments).message == "还差 1 份：房屋租赁合同"
    data["materials"] = {"tenancy-contract": "promised"}
    check_application(permit, data, list(attachments.values()))


def test_a_signature_cannot_be_promised(permit: ServiceItem) -> None:
    data, attachments = application(permit)
    data["materials"] = {"signature": "promised"}
    assert refusal(permit, data, attachments).message == "“手写签名”要当场给，不能以后再看"


def test_mailing_needs_a_whole_address(permit: ServiceItem) -> None:
    data, attachments = application(permit)
    data["delivery"] = {"kind": "mail", "recipient": "张三", "phone": "13812345678", "address": " "}
    assert refusal(permit, data, attachments).message == "邮寄还差收件地址"
    data["delivery"]["address"] = "柳叶路18号\u0000"
    assert refusal(permit, data, attachments).message == "收件地址里有打不出来的字符"
    data["delivery"]["address"] = "柳" * 121
    assert refusal(permit, data, attachments).message == "收件地址太长，最多 120 个字"
    data["delivery"] = {}
    assert refusal(permit, data, attachments).message == "还没选怎么取结果"


def test_data_is_built_from_what_a_sitting_gathered(permit: ServiceItem) -> None:
    sample = make_sample(permit, 2)
    answers = dict(sample.data["form"]) | {"employer": "", "school": ""}
    data = application_data(permit, sample.card, answers, delivery={"kind": "collect"}, promised=["residence-permit"])
    assert data["applicant"] == applicant_of(sample.card) == sample.data["applicant"]
    assert data["delivery"] == {"kind": "collect"}
    assert data["materials"] == {"residence-permit": "promised"}
    assert "payment" not in data


def test_a_long_term_card_travels_with_an_empty_end(catalogue: LoadedCatalogue) -> None:
    item = catalogue.item("temporary-id-card")
    cards = [make_sample(item, seed).card for seed in range(20)]
    [card, *_] = [each for each in cards if each.valid_to is None]
    assert applicant_of(card)["valid_to"] is None
    assert "portrait" not in applicant_of(card)
    assert "pass_number" not in applicant_of(card)


def test_a_page_its_answers_ask_for_is_missed_unless_it_is_promised(catalogue: LoadedCatalogue) -> None:
    pension = catalogue.item("residents-pension-registration")
    data, attachments = application(pension)
    attachments.pop("bank-card", None)
    data.pop("materials", None)
    data["form"] |= {"account_kind": "social_security_card", "bank": ""}
    check_application(pension, data, list(attachments.values()))
    data["form"] |= {"account_kind": "bank_card", "bank": "云溪农村商业银行"}
    assert refusal(pension, data, attachments).message == "还差 1 份：银行卡复印件"
    data["materials"] = {"bank-card": "promised"}
    check_application(pension, data, list(attachments.values()))


def test_data_that_grew_while_it_was_read_is_measured_again(permit: ServiceItem) -> None:
    """`1e15` is four bytes on the way and eighteen in the case."""
    data, attachments = application(permit)
    data["record"] = {"numbers": [1e15] * 20_000}
    with pytest.raises(WrongInput, match="申请的数据太大"):
        check_application(permit, data, list(attachments.values()), travelled_bytes=5 * 20_000 + 4_000)


def test_what_is_paid_here_and_now_is_not_handed_in_with_a_promise(catalogue: LoadedCatalogue) -> None:
    item = catalogue.item("citizen-card-top-up")
    sample = make_sample(item, 3)
    files = list(sample.attachments.values())
    check_application(item, sample.data, files)
    owed = {**sample.data, "payment": {**sample.data["payment"], "status": "later"}}
    with pytest.raises(FormInvalid) as refused:
        check_application(item, owed, files)
    assert refused.value.field == "payment.status"
    assert "这笔钱要当场付" in str(refused.value)
