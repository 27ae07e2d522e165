from __future__ import annotations

from datetime import date

import pytest

from app.central.registers.interface import PresentPerson
from app.central.registers.registers import sample_registers
from app.central.registers.sample_answers import SampleAnswers
from app.domain.choice import Choice
from app.domain.day_limit import DayLimit
from app.domain.local_text import LocalText
from app.domain.query import AnswerType, Query, QueryColumn, QueryTable, Sample

TODAY = date(2026, 1, 15)
PERSON = PresentPerson("张小满", "330782199001011234", "resident")


def test_a_record_is_the_same_at_every_question() -> None:
    registers = sample_registers()
    assert registers.record("social-insurance-proof", PERSON, TODAY) == registers.record(
        "social-insurance-proof", PERSON, TODAY
    )


def test_the_months_run_unbroken_to_the_one_before_today() -> None:
    record = sample_registers().record("social-insurance-proof", PERSON, TODAY)
    assert record is not None
    months = [each["month"] for each in record["months"]]
    assert months == [f"2025-{month:02d}" for month in range(1, 13)]
    assert record["period"] == {"from": "2025-01", "to": "2025-12"}
    for each in record["insurances"]:
        year, month = map(int, each["since"].split("-"))
        assert each["months"] == (2026 - year) * 12 - (month - 1)


def test_a_nine_before_the_check_digit_has_no_record() -> None:
    person = PresentPerson("张小满", "330782199001011294", "resident")
    assert sample_registers().record("social-insurance-proof", person, TODAY) is None


def test_no_register_means_no_record_and_no_licence() -> None:
    assert sample_registers().record("residence-permit-endorsement", PERSON, TODAY) is None
    assert sample_registers().held("driving-licence", PERSON, TODAY) is None


def test_a_choice_and_a_month_keep_to_the_words_of_their_sample() -> None:
    label = LocalText("结果")
    words = (Choice("yes", label), Choice("no", label))
    facts = (
        QueryColumn("result", label, AnswerType.CHOICE, words, Sample(words=("yes",))),
        QueryColumn("first", label, AnswerType.MONTH, sample=Sample(words=("2013-03",))),
    )
    register = SampleAnswers(Query(label, facts=facts, empty=label))
    told = [register.record(PERSON, {"year": str(year)}, TODAY) for year in range(20)]
    assert {(each["result"], each["first"]) for each in told if each} == {("yes", "2013-03")}


@pytest.mark.parametrize("year", range(5))
def test_rows_can_be_told_apart_by_their_words_which_stand_as_they_were_written_and_go_back_over_the_span(
    year: int,
) -> None:
    label, rows = LocalText("房子"), 3
    columns = (
        QueryColumn("place", label, AnswerType.TEXT, sample=Sample(words=("一", "二", "三"))),
        QueryColumn("owner", label, AnswerType.TEXT, sample=Sample(words=("甲", "乙", "丙"))),
        QueryColumn("day", label, AnswerType.DATE, sample=Sample(first=DayLimit(months=-24), last=DayLimit(days=-1))),
    )
    register = SampleAnswers(Query(label, tables=(QueryTable("houses", label, columns, (), rows),), empty=label))
    record = register.record(PERSON, {"year": str(year)}, TODAY)
    assert record is not None
    assert {(each["place"], each["owner"]) for each in record["houses"]} == {("一", "甲"), ("二", "乙"), ("三", "丙")}
    days = [each["day"] for each in record["houses"]]
    assert days == sorted(days, reverse=True)
    assert "2024-01-15" <= days[-1] < "2024-10-01" < days[0] <= "2026-01-14"
