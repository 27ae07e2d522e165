from __future__ import annotations

from dataclasses import replace

import pytest

from app.catalogue import LoadedCatalogue
from app.catalogue.search import search
from app.domain.service_item import LocalText, ServiceItem


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("临时身份证", "temporary-id-card"),
        ("lssfz", "temporary-id-card"),
        ("LSSFZ", "temporary-id-card"),
        ("lss", "temporary-id-card"),
        ("补办身份证", "resident-id-card-replacement"),
        ("ＩＤ ｃａｒｄ", "resident-id-card-renewal"),
        ("居住证", "residence-permit-application"),
        ("居住證簽注", "residence-permit-endorsement"),
        ("jzz", "residence-permit-application"),
        ("社保", "social-card-loss"),
        ("打印社保证明", "social-insurance-proof"),
        ("insurance", "flexible-employment-insurance"),
    ],
)
def test_what_people_call_it_finds_it_first(catalogue: LoadedCatalogue, text: str, first: str) -> None:
    assert search(catalogue.items(), text)[0].code == first


@pytest.mark.parametrize("text", ["彩票", "xyz", "钓", "？"])
def test_what_we_do_not_have_finds_nothing(catalogue: LoadedCatalogue, text: str) -> None:
    assert search(catalogue.items(), text) == ()


def test_nothing_typed_finds_everything_in_order(catalogue: LoadedCatalogue) -> None:
    assert search(catalogue.items(), "  ") == tuple(catalogue.items())


@pytest.fixture
def by_name(catalogue: LoadedCatalogue) -> list[ServiceItem]:
    """The shipped items without a keyword: only their names speak."""
    return [replace(each, keywords=()) for each in catalogue.items()]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("sfz", "resident-id-card-renewal"),
        ("LSSFZ", "temporary-id-card"),
        ("lsjmsfzsl", "temporary-id-card"),
        ("jzz", "residence-permit-application"),
        ("qmhz", "driving-licence-renewal"),
        ("sbcbzm", "social-insurance-proof"),
        ("ylbx", "pension-transfer"),
        ("临时身分证", "temporary-id-card"),
        ("居住签证", "residence-permit-application"),
        ("居住证签", "residence-permit-endorsement"),
        ("住居证签注", "residence-permit-endorsement"),
        ("社保参证明", "social-insurance-proof"),
        ("lsssfz", "temporary-id-card"),
        ("lssfs", "temporary-id-card"),
        ("isurance", "flexible-employment-insurance"),
        ("licnece", "ride-hailing-driver-licence"),
    ],
)
def test_initials_and_mistyped_names_find_it_without_a_keyword(
    by_name: list[ServiceItem], text: str, first: str
) -> None:
    assert [each.code for each in search(by_name, text)][:1] == [first]


def test_a_short_word_is_not_taken_for_a_mistyped_one(by_name: list[ServiceItem]) -> None:
    assert search(by_name, "sfx") == ()
    assert search(by_name, "社宝") == ()


def test_the_best_comes_first(catalogue: LoadedCatalogue) -> None:
    good = catalogue.item("temporary-id-card")

    def named(name: str, *keywords: str) -> ServiceItem:
        return replace(good, code=name, name=LocalText(name), short_name=LocalText(""), keywords=keywords)

    alias, within, begins, exact = (
        named("出境证件", "护照"),
        named("补发护照"),
        named("护照换发"),
        named("护照"),
    )
    assert search([alias, within, begins, exact], "护照") == (exact, begins, within, alias)
    initials, latin = named("户主"), named("a hz letter")
    assert search([alias, latin, initials, exact], "hz") == (initials, exact, latin, alias)


def test_what_was_mistyped_is_offered_only_where_nothing_fits(catalogue: LoadedCatalogue) -> None:
    good = catalogue.item("temporary-id-card")
    right = replace(good, code="right", name=LocalText("老年优待证"), short_name=LocalText(""), keywords=())
    near = replace(good, code="near", name=LocalText("老年优诗证"), short_name=LocalText(""), keywords=())
    assert search([near, right], "老年优待证") == (right,)
    assert search([near, right], "老年优带证") == (near, right)


def test_an_item_that_was_replaced_in_place_is_heard_anew(catalogue: LoadedCatalogue) -> None:
    for at in range(50):
        item = replace(catalogue.item("temporary-id-card"), name=LocalText(f"第{at}号事"), keywords=())
        assert search([item], f"第{at}号") == (item,)
