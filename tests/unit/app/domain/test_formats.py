"""The one formatter: what it hides, what it shows, and that it never shows more for an odd value."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.formats import (
    case_number,
    clock_time,
    day,
    day_and_weekday,
    long_day,
    mask_address,
    mask_id_number,
    mask_name,
    mask_phone,
    moment,
    money,
)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("", ""),
        ("张", "张"),
        ("张三", "张*"),
        ("张文三", "张*三"),
        ("欧阳明明", "欧**明"),
        ("迪丽热巴·买买提", "迪******提"),
        ("𠮷野家", "𠮷*家"),
        ("㛃", "㛃"),
        ("ANNA SMITH", "A*** S***"),
        ("Li", "L***"),
    ],
)
def test_a_name_keeps_its_ends_and_loses_its_middle(name: str, shown: str) -> None:
    assert mask_name(name) == shown


def test_a_name_masked_twice_is_masked_once() -> None:
    for name in ("张三", "张文三", "欧阳明明", "ANNA SMITH"):
        assert mask_name(mask_name(name)) == mask_name(name)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("330782199001011234", "3307**********1234"),
        ("33078219900101123X", "3307**********123X"),
        ("130503670401001", "1305**********1001"),
        ("E12345678", "**********5678"),
        ("", "**********"),
    ],
)
def test_an_id_number_keeps_its_first_and_last_four(number: str, shown: str) -> None:
    assert mask_id_number(number) == shown


@pytest.mark.parametrize(("number", "shown"), [("13805785678", "138****5678"), ("05785678", "****5678"), ("", "****")])
def test_a_phone_number_loses_its_middle(number: str, shown: str) -> None:
    assert mask_phone(number) == shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("浙江省青禾县云溪镇柳叶路18号", "浙江省青禾县云溪镇柳****"),
        ("北京市海淀区中关村街道科学院南路6号", "北京市海淀区中关村街道科****"),
        ("四川省甘洛县新茶乡一组", "四川省甘洛县新茶乡一****"),
        ("上海市黄浦区人民大道200号", "上海市黄浦区****"),
        ("", ""),
    ],
)
def test_an_address_ends_at_the_town(address: str, shown: str) -> None:
    assert mask_address(address) == shown


@given(st.text(min_size=3, max_size=40))
def test_a_longer_name_never_stands_there_whole(name: str) -> None:
    shown = mask_name(name)
    assert shown != name or "*" in name or not name.strip()


@given(st.text(alphabet="0123456789X", min_size=9, max_size=18))
def test_of_a_number_at_most_eight_characters_are_shown(number: str) -> None:
    assert len(mask_id_number(number).replace("*", "")) <= 8


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "0 元"),
        (1, "0.01 元"),
        (2000, "20 元"),
        (1050, "10.50 元"),
        (1005, "10.05 元"),
        (123456789, "1234567.89 元"),
    ],
)
def test_money_is_exact_and_whole_yuan_have_no_fen(fen: int, words: str) -> None:
    assert money(fen) == words


def test_days_are_said_as_people_say_them() -> None:
    spring = date(2026, 3, 18)
    assert day(spring) == "3月18日"
    assert long_day(spring) == "2026年3月18日"
    assert day_and_weekday(spring) == "3月18日 星期三"
    assert day_and_weekday(date(2026, 3, 22)) == "3月22日 星期日"


def test_no_last_day_is_long_term() -> None:
    assert long_day(None) == "长期"


def test_the_clock_has_two_digits_each() -> None:
    assert clock_time(datetime(2026, 3, 18, 9, 5)) == "09:05"  # noqa: DTZ001 - a clock on the wall


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 11, 27, 9, 52, 12, tzinfo=UTC),
        datetime(2026, 11, 27, 2, 52, tzinfo=timezone(timedelta(hours=-7))),
        "2026-11-27T09:52:12.719303+00:00",
        "2026-11-27T17:52:12+08:00",
        "2026-11-27T09:52:12",
    ],
)
def test_a_moment_is_told_by_chinas_clock_whatever_zone_it_was_written_in(at: datetime | str) -> None:
    assert moment(at) == "2026-11-27 17:52"


def test_a_case_number_is_prefix_day_and_running_number() -> None:
    assert case_number("YX01", date(2026, 3, 18), 42) == "YX0120260318-0042"
    assert case_number("YX01", date(2026, 3, 18), 12345) == "YX0120260318-12345"
