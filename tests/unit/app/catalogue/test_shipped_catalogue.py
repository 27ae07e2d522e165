from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from app.catalogue import LoadedCatalogue, validate
from app.catalogue.loader import SHIPPED
from app.domain.errors import ItemUnknown
from app.domain.service_item import LocalText, ServiceItem, StationKind, StepKind

CODES = sorted(path.stem for path in (SHIPPED / "items").glob("*.yaml") if "@" not in path.stem)
"""Every item that ships; `CODE@VERSION.yaml` is another version of one."""
FEWEST_AT_SELF_SERVICE = 104
LONGEST_TITLE = 10
LONGEST_HELP = 20


def texts_of(thing: Any) -> Iterator[LocalText]:
    if isinstance(thing, LocalText):
        yield thing
    elif is_dataclass(thing):
        for each in fields(thing):
            yield from texts_of(getattr(thing, each.name))
    elif isinstance(thing, tuple):
        for each in thing:
            yield from texts_of(each)


def test_nothing_is_wrong_with_it() -> None:
    assert validate() == []


def test_its_items_stand_in_the_order_of_the_tiles(catalogue: LoadedCatalogue) -> None:
    assert sorted(item.code for item in catalogue.items()) == CODES
    tiles = [each.code for each in catalogue.fields()]
    positions = [tiles.index(item.field) for item in catalogue.items()]
    assert positions == sorted(positions)


def test_every_group_of_home_leads_to_something(catalogue: LoadedCatalogue) -> None:
    offered = [each for each in catalogue.items() if StationKind.SELF_SERVICE in each.stations]
    assert len(offered) >= FEWEST_AT_SELF_SERVICE
    assert {each.field for each in offered} == {each.code for each in catalogue.fields()}


def test_home_has_ten_groups_each_with_an_icon_that_is_there(catalogue: LoadedCatalogue) -> None:
    icons = SHIPPED.parent / "icons"
    assert len(catalogue.fields()) == 10
    assert [each.code for each in catalogue.fields() if not (icons / f"{each.icon}.svg").is_file()] == []


@pytest.mark.parametrize("code", CODES)
def test_every_text_is_there_in_english_too(catalogue: LoadedCatalogue, code: str) -> None:
    untranslated = [each.zh_cn for each in texts_of(catalogue.item(code)) if each.zh_cn and not each.en]
    assert untranslated == []


@pytest.mark.parametrize("code", CODES)
def test_titles_and_helps_fit_their_page(catalogue: LoadedCatalogue, code: str) -> None:
    pages = catalogue.item(code).form
    assert [page.title.zh_cn for page in pages if len(page.title.zh_cn) > LONGEST_TITLE] == []
    assert [page.help.zh_cn for page in pages if len(page.help.zh_cn) > LONGEST_HELP] == []


@pytest.mark.parametrize("code", CODES)
def test_words_avoid_what_a_screen_never_says(catalogue: LoadedCatalogue, code: str) -> None:
    shunned = ("系统", "校验", "异常", "参数", "终端", "请您耐心", "尽快", "!", "！")
    said = [each.zh_cn for each in texts_of(catalogue.item(code))]
    assert [text for text in said if any(word in text for word in shunned)] == []


def test_an_unknown_item_is_told_with_those_there_are(catalogue: LoadedCatalogue) -> None:
    with pytest.raises(ItemUnknown) as caught:
        catalogue.item("passport")
    assert caught.value.message == "没有“passport”这个事项"
    assert "temporary-id-card" in caught.value.what_to_do
    assert caught.value.exit_code == 2


def test_the_temporary_card_costs_ten_yuan_and_works_offline(catalogue: LoadedCatalogue) -> None:
    item: ServiceItem = catalogue.item("temporary-id-card")
    assert item.fee.amount_fen == 1000
    assert item.offline
    assert item.photo_rules == "ga482"
    assert StepKind.PAYMENT in item.steps


def test_the_insurance_proof_is_printed_here_and_needs_the_network(catalogue: LoadedCatalogue) -> None:
    item = catalogue.item("social-insurance-proof")
    assert (item.result.printed_by, item.result.template) == ("station", "social-insurance-proof")
    assert not item.offline


def test_a_text_falls_back_to_simplified_chinese() -> None:
    assert LocalText("身份证").in_language("zh_TW") == "身份证"
    assert LocalText("身份证", en="ID card").in_language("en") == "ID card"
