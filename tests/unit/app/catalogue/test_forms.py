from __future__ import annotations

from datetime import date

import pytest

from app.catalogue import LoadedCatalogue
from app.catalogue.form_checks import asked_fields, check_form, check_page, clean_form, prefill
from app.catalogue.review import RowSource, review_rows
from app.domain.errors import FormInvalid
from app.domain.person import IdentityCard
from app.domain.service_item import ServiceItem

CARD = IdentityCard(
    kind="resident",
    name="张文三",
    id_number="330702199003070011",
    sex="1",
    birth_date=date(1990, 3, 7),
    valid_from=date(2020, 1, 1),
    valid_to=None,
    address="临江市青禾县云溪镇柳叶路18号",
)
FILLED = {
    "residence_address": "临江市青禾县云溪镇柳叶路18号",
    "reason": "employment",
    "employer": "云溪五金厂",
    "phone": "13812345678",
}


@pytest.fixture
def permit(catalogue: LoadedCatalogue) -> ServiceItem:
    return catalogue.item("residence-permit-endorsement")


def test_the_address_is_filled_in_from_the_card(permit: ServiceItem) -> None:
    assert prefill(permit, CARD) == {"residence_address": CARD.address}


def test_a_card_without_an_address_fills_nothing_in(permit: ServiceItem) -> None:
    foreigner = IdentityCard("foreign_permanent_resident_2017", "", "USA123456789012", "1", None, None, None)
    assert prefill(permit, foreigner) == {}


def test_money_of_a_register_is_whole_fen_and_stands_in_the_form_in_yuan(catalogue: LoadedCatalogue) -> None:
    rent = catalogue.item("housing-fund-rent-withdrawal")
    assert prefill(rent, CARD, {"balance": 2486550})["balance"] == "24865.50"
    assert "balance" not in prefill(rent, CARD, {})


def test_only_the_field_that_fits_the_reason_is_asked(permit: ServiceItem) -> None:
    def names(reason: str) -> list[str]:
        return [each.name for each in asked_fields(permit, {"reason": reason})]

    assert names("employment") == ["residence_address", "reason", "employer", "phone"]
    assert names("study") == ["residence_address", "reason", "school", "phone"]
    assert names("housing") == ["residence_address", "reason", "phone"]


def test_a_filled_form_holds(permit: ServiceItem) -> None:
    check_form(permit, FILLED)


def test_a_missing_answer_names_its_field(permit: ServiceItem) -> None:
    with pytest.raises(FormInvalid) as caught:
        check_form(permit, FILLED | {"employer": " "})
    assert (caught.value.field, caught.value.message) == ("employer", "还没填工作单位")


def test_a_field_the_form_does_not_have_is_told(permit: ServiceItem) -> None:
    with pytest.raises(FormInvalid) as caught:
        check_form(permit, FILLED | {"income": "9"})
    assert caught.value.message == "“居住证签注”的表里没有“income”这一项"
    assert "employer" in caught.value.what_to_do


def test_an_answer_that_is_no_text_is_told(permit: ServiceItem) -> None:
    with pytest.raises(FormInvalid, match="“phone”要写成文字"):
        check_form(permit, FILLED | {"phone": 13812345678})  # type: ignore[dict-item]


def test_a_page_tells_each_of_its_fields_that_does_not_hold(permit: ServiceItem) -> None:
    page = permit.form[1]
    assert check_page(page, {"reason": "employment"}) == {"employer": "还没填工作单位"}
    assert check_page(page, {"reason": "housing"}) == {}
    assert check_page(page, {}, "en") == {"reason": "Please choose: Reason for residence"}


def test_what_is_no_longer_asked_is_not_kept(permit: ServiceItem) -> None:
    kept = clean_form(permit, FILLED | {"reason": "housing", "phone": " 13812345678 "})
    assert kept == {
        "residence_address": FILLED["residence_address"],
        "reason": "housing",
        "phone": "13812345678",
    }


def test_the_review_masks_what_is_private_and_locks_what_is_on_the_card(permit: ServiceItem) -> None:
    rows = review_rows(permit, FILLED, CARD)
    assert [(row.label, row.shown, row.source, row.editable) for row in rows] == [
        ("姓名", "张*三", RowSource.CARD, False),
        ("证件号码", "3307**********0011", RowSource.CARD, False),
        ("居住地址", "临江市青禾县云溪镇柳****", RowSource.FORM, True),
        ("居住理由", "在这里工作", RowSource.FORM, True),
        ("工作单位", "云溪五金厂", RowSource.FORM, True),
        ("手机号", "138****5678", RowSource.FORM, True),
    ]
    assert [row.full for row in rows][:3] == ["张文三", CARD.id_number, CARD.address]


def test_the_review_names_the_fee(catalogue: LoadedCatalogue) -> None:
    item = catalogue.item("temporary-id-card")
    answers = {"reason": "lost", "phone": "13812345678", "pickup_place": "police_station"}
    assert review_rows(item, answers, CARD)[-1].shown == "10 元，签名后扫码付"
    assert review_rows(item, answers, CARD, "en")[-1].shown == "10 yuan, paid by phone after signing"


def test_a_row_never_prints_what_it_holds(permit: ServiceItem) -> None:
    assert "138" not in repr(review_rows(permit, FILLED, CARD))
