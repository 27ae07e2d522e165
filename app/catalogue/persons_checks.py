"""A table of persons: as many as may be, each column filled in and holding."""

from __future__ import annotations

import re
from datetime import date

from app.catalogue.characters import unseen
from app.catalogue.filled import filled
from app.catalogue.id_numbers import birth_date_of, id_number_problem
from app.domain.named_persons import PersonColumn, Row, persons_answer, persons_of
from app.domain.service_item import FormField, LocalText

USUAL_MOST = 10
LONGEST_NAME = 40
COLUMN_WORDS = {
    PersonColumn.NAME: LocalText("姓名", "Name", "姓名"),
    PersonColumn.ID_NUMBER: LocalText("身份证号", "ID number", "身分證號"),
    PersonColumn.BIRTH_DATE: LocalText("出生日期", "Date of birth", "出生日期"),
    PersonColumn.RELATION: LocalText("关系", "Relation", "關係"),
    PersonColumn.PHONE: LocalText("手机号", "Mobile number", "手機號"),
}
MAY_BE_EMPTY = (PersonColumn.PHONE,)
"""A child has none."""

_FORM = LocalText(
    "这张表读不出来，请重新填", "The table cannot be read, please fill it in again", "這張表讀不出來，請重新填"
)
_WHO = LocalText("第 {n} 个人：{problem}", "Person {n}: {problem}", "第 {n} 個人：{problem}")
_EMPTY = LocalText("还没填{column}", "please fill in: {column}", "還沒填{column}")
_UNCHOSEN = LocalText("还没选{column}", "please choose: {column}", "還沒選{column}")
_TOO_FEW = LocalText("最少写 {n} 个人", "At least {n}, please", "最少寫 {n} 個人")
_TOO_MANY = LocalText("最多写 {n} 个人", "At most {n}, please", "最多寫 {n} 個人")
_UNKNOWN_COLUMN = LocalText("没有“{column}”这一格", "there is no column {column}", "沒有“{column}”這一格")
_NO_RELATION = LocalText(
    "没有这种关系，请重新选", "there is no such relation, please choose again", "沒有這種關係，請重新選"
)
_UNSEEN = LocalText("{column}里有打不出来的字符", "{column} holds what cannot be printed", "{column}裡有打不出來的字元")
_NAME_LONG = LocalText("姓名最多 {n} 个字", "at most {n} characters in a name", "姓名最多 {n} 個字")
_PHONE = LocalText("手机号要 11 位数字", "a mobile number has 11 digits", "手機號要 11 位數字")
_DATE = LocalText(
    "出生日期写成 2016-03-18 这样", "write the date of birth like 2016-03-18", "出生日期寫成 2016-03-18 這樣"
)
_NOT_BORN = LocalText("出生日期还没到", "the date of birth is still to come", "出生日期還沒到")
_OTHER_BIRTH = LocalText(
    "出生日期和身份证号对不上", "date of birth and ID number do not match", "出生日期和身分證號對不上"
)
_TWICE = LocalText(
    "和前面的人是同一个身份证号", "has the same ID number as somebody before", "和前面的人是同一個身分證號"
)
_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_EIGHT_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)


def most_persons(field: FormField) -> int:
    return int(field.most) if field.most is not None else USUAL_MOST


def least_persons(field: FormField) -> int:
    """One where the field has to be answered at all."""
    return int(field.least) if field.least is not None else 1


def tidy_persons(field: FormField, value: str) -> str:
    """Written the same way; the day of birth is what the ID number says where only that was written."""
    rows = persons_of(value)
    return value if rows is None else persons_answer(_tidy_row(field, row) for row in rows)


def _tidy_row(field: FormField, row: Row) -> dict[str, str]:
    tidied = {key: value.strip() for key, value in row.items()}
    number, born = tidied.get(PersonColumn.ID_NUMBER, ""), tidied.get(PersonColumn.BIRTH_DATE, "")
    if number:
        tidied[PersonColumn.ID_NUMBER] = number.upper()
    whole = _EIGHT_DIGITS.fullmatch(born)
    if whole:
        tidied[PersonColumn.BIRTH_DATE] = "-".join(whole.groups())
    elif not born and PersonColumn.BIRTH_DATE in field.columns and number and id_number_problem(number.upper()) is None:
        told = birth_date_of(number)
        tidied[PersonColumn.BIRTH_DATE] = told.isoformat() if told else ""
    return tidied


def persons_problem(field: FormField, value: str, on: date) -> LocalText | None:
    """What is wrong with the table on the day of the application, or None."""
    rows = persons_of(value)
    if rows is None:
        return _FORM
    if len(rows) > most_persons(field):
        return filled(_TOO_MANY, n=str(most_persons(field)))
    seen: set[str] = set()
    for at, row in enumerate(rows, start=1):
        problem = person_row_problem(field, row, on)
        number = row.get(PersonColumn.ID_NUMBER, "")
        if problem is None and number and number in seen:
            problem = _TWICE
        if problem is not None:
            return filled(_WHO, n=str(at), problem=problem)
        seen.add(number)
    if len(rows) < least_persons(field):
        return filled(_TOO_FEW, n=str(least_persons(field)))
    return None


def person_row_problem(field: FormField, row: Row, on: date) -> LocalText | None:
    """What is wrong with one person, or None."""
    for key in row:
        if key not in field.columns:
            return filled(_UNKNOWN_COLUMN, column=key)
    for column in field.columns:
        problem = _cell_problem(field, column, row.get(column, "").strip(), on)
        if problem is not None:
            return problem
    number, born = row.get(PersonColumn.ID_NUMBER, ""), row.get(PersonColumn.BIRTH_DATE, "")
    told = birth_date_of(number) if number and born else None
    return _OTHER_BIRTH if told is not None and told.isoformat() != born else None


def _cell_problem(field: FormField, column: PersonColumn, value: str, on: date) -> LocalText | None:
    words = COLUMN_WORDS[column]
    if not value:
        if column in MAY_BE_EMPTY:
            return None
        return filled(_UNCHOSEN if column is PersonColumn.RELATION else _EMPTY, column=words)
    if unseen(value):
        return filled(_UNSEEN, column=words)
    match column:
        case PersonColumn.NAME:
            return filled(_NAME_LONG, n=str(LONGEST_NAME)) if len(value) > LONGEST_NAME else None
        case PersonColumn.ID_NUMBER:
            return id_number_problem(value)
        case PersonColumn.RELATION:
            return None if value in {each.value for each in field.relations} else _NO_RELATION
        case PersonColumn.PHONE:
            return None if _MOBILE.fullmatch(value) else _PHONE
        case PersonColumn.BIRTH_DATE:
            return _birth_problem(value, on)


def _birth_problem(value: str, on: date) -> LocalText | None:
    try:
        born = date.fromisoformat(value) if len(value) == len("2016-03-18") else None
    except ValueError:
        born = None
    if born is None:
        return _DATE
    return _NOT_BORN if born > on else None
