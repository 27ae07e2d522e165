from __future__ import annotations

from datetime import date

from app.central.registers.interface import PresentPerson
from app.central.registers.registers import sample_registers

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
