from __future__ import annotations

from itertools import pairwise

import pytest

from app.catalogue.divisions_file import read_divisions
from app.catalogue.loader import SHIPPED
from app.domain.divisions import Division, Divisions, Level
from app.domain.local_text import LocalText

SHIPPED_PLACES = read_divisions(SHIPPED, [])


def names(code: str) -> list[str]:
    return [each.name.zh_cn for each in SHIPPED_PLACES.path(code)]


def test_every_province_is_there_in_the_order_of_the_standard() -> None:
    codes = [each.code for each in SHIPPED_PLACES.below()]
    assert len(codes) == 34
    assert codes == sorted(codes)


def test_the_worked_examples_city_is_whole() -> None:
    [city] = SHIPPED_PLACES.below("330000")
    counties = SHIPPED_PLACES.below(city.code)
    assert len(counties) == 5
    for county in counties:
        assert county.level is Level.COUNTY
        towns = SHIPPED_PLACES.below(county.code)
        assert towns
        assert {each.level for each in towns} == {Level.TOWNSHIP}


def test_a_path_goes_from_the_widest_down() -> None:
    assert names("330726100") == ["浙江省", "临江市", "青禾县", "云溪镇"]
    assert names("999999") == []
    for wider, narrower in pairwise(SHIPPED_PLACES.path("330726100")):
        assert wider.level.depth < narrower.level.depth


def test_a_county_may_lie_right_below_its_province() -> None:
    places = Divisions([Division("420000", LocalText("湖北省")), Division("429004", LocalText("仙桃市"))])
    assert [each.name.zh_cn for each in places.below("420000")] == ["仙桃市"]


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("浙江省临江市青禾县云溪镇柳叶路18号", "330726100"),
        ("临江市青禾县云溪镇柳叶路18号", "330726100"),
        ("青禾县石桥乡3号", "330726200"),
        ("浙江省青禾县柳塘镇", "330726101"),
        ("云溪镇柳叶路18号", "330726100"),
        ("浙江省临江市柳叶路", "330700"),
        ("火星", ""),
        ("", ""),
    ],
)
def test_the_place_an_address_begins_with_is_found_also_where_the_wide_ones_are_left_out(
    address: str, code: str
) -> None:
    assert SHIPPED_PLACES.of_address(address) == code


def test_where_two_places_have_the_name_none_is_guessed() -> None:
    towns = [Division("110101", LocalText("东城区")), Division("120101", LocalText("东城区"))]
    assert Divisions(towns).of_address("东城区1号") == ""


@pytest.mark.parametrize("words", ["云溪", "yunxi", "雲溪", " Yunxi "])
def test_a_place_is_found_by_its_name_in_every_language(words: str) -> None:
    assert [each.code for each in SHIPPED_PLACES.find(words)] == ["330726100", "330781200"]


def test_nothing_is_found_outside_what_is_asked_for() -> None:
    assert [each.code for each in SHIPPED_PLACES.find("云溪", "330781")] == ["330781200"]
    assert list(SHIPPED_PLACES.find(" ")) == []
