"""Items come, change, are handed down and go: each day has its versions, and what is gone says what is done instead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.catalogue import LoadedCatalogue, load_catalogue, validate
from app.domain.errors import ConfigInvalid, ItemUnknown

CARD, PERMIT, PENSION = "temporary-id-card", "residence-permit-endorsement", "residents-pension-registration"
LAST, NEXT = date(2026, 6, 30), date(2026, 7, 1)
Write = Callable[..., None]


@pytest.fixture
def write(folder: Path) -> Write:
    """An item's file with some values written otherwise, under its own or another name."""

    def act(code: str, name: str = "", **values: Any) -> None:
        text = (folder / "items" / f"{code}.yaml").read_text("utf-8")
        whole = {key: value for key, value in (yaml.safe_load(text) | values).items() if value is not None}
        path = folder / "items" / f"{name or code}.yaml"
        path.write_text(yaml.safe_dump(whole, allow_unicode=True, sort_keys=False), "utf-8")

    return act


@pytest.fixture
def two_versions(folder: Path, write: Write) -> LoadedCatalogue:
    write(CARD, f"{CARD}@1.0", effective_to=LAST)
    write(CARD, version="2.0", effective_from=NEXT, minutes=3)
    return load_catalogue(folder)


def codes(catalogue: LoadedCatalogue, day: date) -> list[str]:
    return [each.code for each in catalogue.in_force(day)]


def test_what_changes_in_a_file_is_there_the_next_time_it_is_read(folder: Path, write: Write) -> None:
    before = load_catalogue(folder)
    assert load_catalogue(folder) is before
    write(CARD, minutes=7)
    assert load_catalogue(folder).item(CARD).minutes == 7
    (folder / "items" / f"{PERMIT}.yaml").unlink()
    with pytest.raises(ConfigInvalid):  # `often` still names it
        load_catalogue(folder)


def test_each_day_has_its_version(two_versions: LoadedCatalogue) -> None:
    assert two_versions.item_on(CARD, LAST).version == "1.0"
    assert two_versions.item_on(CARD, NEXT).version == "2.0"
    assert codes(two_versions, LAST).count(CARD) == codes(two_versions, NEXT).count(CARD) == 1
    assert [each.version for each in two_versions.items() if each.code == CARD] == ["1.0", "2.0"]
    assert list(two_versions.gone(NEXT)) == []


def test_a_case_keeps_the_version_it_was_begun_with(two_versions: LoadedCatalogue) -> None:
    assert two_versions.item(CARD, "1.0").minutes == 6
    assert two_versions.item(CARD, "2.0").minutes == 3
    assert two_versions.item(CARD).version == "2.0", "the newest where no version is told"
    assert two_versions.item(CARD, "0.9").version == "2.0", "or one that nobody knows"


def test_before_its_first_day_it_is_not_there_and_not_gone(folder: Path, write: Write) -> None:
    write(CARD, effective_from=NEXT)
    catalogue = load_catalogue(folder)
    assert CARD not in codes(catalogue, LAST)
    assert CARD in codes(catalogue, NEXT)
    assert list(catalogue.gone(LAST)) == []
    with pytest.raises(ItemUnknown, match="现在还不能办") as caught:
        catalogue.item_on(CARD, LAST)
    assert caught.value.what_to_do == "从2026年7月1日起可以办"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "用 kiosk catalogue list 看现在能办的"),
        ({"replaced_by": PERMIT}, f"改办“居住证签注”（{PERMIT}）"),
        ({"moved_to": {"zh_CN": "云溪镇便民服务中心"}}, "改到云溪镇便民服务中心办"),
    ],
)
def test_after_its_last_day_it_says_what_is_done_instead(
    folder: Path, write: Write, values: dict[str, Any], words: str
) -> None:
    write(CARD, effective_to=LAST, **values)
    catalogue = load_catalogue(folder)
    assert CARD in codes(catalogue, LAST)
    assert CARD not in codes(catalogue, NEXT)
    [gone] = catalogue.gone(NEXT)
    assert (gone.item.code, gone.since) == (CARD, NEXT)
    with pytest.raises(ItemUnknown, match="从2026年7月1日起不办了") as caught:
        catalogue.item_on(CARD, NEXT)
    assert caught.value.what_to_do == words
    assert catalogue.last_in_force(CARD, NEXT).code == CARD, "what was taken on paper before is still taken"


def test_a_replacement_that_was_replaced_leads_on(folder: Path, write: Write) -> None:
    write(CARD, effective_to=LAST, replaced_by=PERMIT)
    write(PERMIT, effective_to=NEXT, replaced_by=PENSION)
    catalogue = load_catalogue(folder)
    [first] = catalogue.gone(NEXT)
    assert first.instead is not None
    assert first.instead.code == PERMIT
    later = {each.item.code: each.instead.code if each.instead else "" for each in catalogue.gone(date(2026, 7, 2))}
    assert later == {CARD: PENSION, PERMIT: PENSION}


def test_between_two_versions_it_is_gone_and_comes_back(folder: Path, write: Write) -> None:
    write(CARD, f"{CARD}@1.0", effective_to=LAST)
    write(CARD, version="2.0", effective_from=date(2026, 9, 1))
    catalogue = load_catalogue(folder)
    assert [each.item.code for each in catalogue.gone(date(2026, 8, 1))] == [CARD]
    assert list(catalogue.gone(date(2026, 9, 1))) == []


NEW = (CARD, {"version": "2.0", "effective_from": NEXT})
OLD = f"{CARD}@1.0"


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([(OLD, {"effective_to": NEXT}), NEW], "有几天重叠，要写 2026-06-30"),
        ([(OLD, {}), NEW], "有几天重叠，要写 2026-06-30"),
        ([(OLD, {"effective_to": LAST}), (CARD, {"effective_from": NEXT})], "要写另一个版本号"),
        ([(f"{CARD}@0.9", {"effective_to": LAST}), NEW], "要写 0.9，或改文件名"),
        ([(CARD, {"replaced_by": PERMIT})], "写了 replaced_by，这里要写能办的最后一天"),
        ([(CARD, {"moved_to": {"zh_CN": "镇上"}})], "写了 moved_to，这里要写能办的最后一天"),
        ([(CARD, {"effective_to": LAST, "replaced_by": CARD})], "写的是自己"),
        ([(CARD, {"effective_to": LAST, "replaced_by": PERMIT, "moved_to": {"zh_CN": "镇上"}})], "只写一个"),
    ],
)
def test_a_life_that_cannot_be_is_named(
    folder: Path, write: Write, files: list[tuple[str, dict[str, Any]]], sentence: str
) -> None:
    for name, values in files:
        write(CARD, name, **values)
    found = [str(each) for each in validate(folder)]
    assert any(sentence in each for each in found), found


def test_replacements_that_go_round_in_a_circle_are_named(folder: Path, write: Write) -> None:
    write(CARD, effective_to=LAST, replaced_by=PERMIT)
    write(PERMIT, effective_to=LAST, replaced_by=CARD)
    found = validate(folder)
    assert {each.file for each in found} == {f"items/{CARD}.yaml", f"items/{PERMIT}.yaml"}
    assert all("绕了一圈" in each.sentence for each in found)
