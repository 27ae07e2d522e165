"""Whoever is still at the glass at midnight: what was right when they answered is right when it is saved."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.catalogue import LoadedCatalogue, load_catalogue
from app.catalogue.application import check_application
from app.catalogue.correction import check_correction
from app.catalogue.form_checks import check_form
from app.catalogue.samples import make_sample
from app.catalogue.sitting_days import began_on
from app.domain.day_limit import DayLimit
from app.domain.errors import FormInvalid
from app.domain.service_item import FieldType, FormField, FormPage, LocalText
from tests.form_catalogue import EVERY_FIELD

BOOKING = load_catalogue(Path(__file__).resolve().parents[3] / "data" / "broken-items" / "good").item("booking")
EVENING, DAY = date(2026, 11, 26), date(2026, 11, 27)
SLOT = {"place": "yunxi-hall", "day": "2026-11-27", "time": "16:00"}
TODAY = DayLimit()
DUE = FormField("due_on", LocalText("哪天"), FieldType.DATE, earliest=TODAY, max_length=10)
LOST = FormField("lost_on", LocalText("丢失日期"), FieldType.DATE, latest=TODAY, max_length=10)
ONLY_TODAY = replace(EVERY_FIELD, form=(FormPage("days", LocalText("哪天"), LocalText(""), (DUE, LOST)),))


@pytest.mark.parametrize(
    ("clock", "began"),
    [("23:59", DAY), ("00:00", EVENING), ("00:01", EVENING), ("01:59", EVENING), ("02:00", DAY), ("16:00", DAY)],
)
def test_only_shortly_after_midnight_of_china_a_sitting_may_have_begun_the_day_before(clock: str, began: date) -> None:
    at = datetime.fromisoformat(f"2026-11-27T{clock}:00+08:00")
    assert began_on(at) == began
    assert began_on(at.astimezone(UTC)) == began


def booked(on: date, began: date | None) -> None:
    sample = make_sample(BOOKING, 1)
    data = {**sample.data, "appointment": SLOT}
    check_application(BOOKING, data, tuple(sample.attachments.values()), on=on, began=began)


def test_a_slot_of_tomorrow_that_was_chosen_before_midnight_is_taken_after_it() -> None:
    booked(EVENING, EVENING)
    booked(DAY, EVENING)
    for began in (DAY, None):
        with pytest.raises(FormInvalid) as refused:
            booked(DAY, began)
        assert refused.value.field == "appointment.day"


@pytest.mark.parametrize("answers", [{"due_on": "2026-11-26"}, {"due_on": "2026-11-27"}])
def test_a_day_holds_by_either_day(answers: dict[str, str]) -> None:
    check_form(ONLY_TODAY, {**answers, "lost_on": "2026-11-27"}, on=DAY, began=EVENING)
    correction: dict[str, Any] = {"form": {**answers, "lost_on": "2026-11-27"}}
    check_correction(ONLY_TODAY, "form", correction, (), on=DAY, began=EVENING)
    check_correction(ONLY_TODAY, "form", {"fields": answers}, (), on=DAY, began=EVENING)


def test_what_is_right_by_neither_day_is_told_by_the_day_itself() -> None:
    early = {"due_on": "2026-11-25", "lost_on": "2026-11-26"}
    with pytest.raises(FormInvalid, match="不能早于 2026-11-27"):
        check_form(ONLY_TODAY, early, on=DAY, began=EVENING)
    with pytest.raises(FormInvalid, match="不能早于 2026-11-27"):
        check_form(ONLY_TODAY, {**early, "due_on": "2026-11-26"}, on=DAY)
    with pytest.raises(FormInvalid, match="不能早于 2026-11-27"):
        check_correction(ONLY_TODAY, "form", {"fields": {"due_on": "2026-11-26"}}, (), on=DAY)


def test_a_child_who_grows_up_at_midnight_may_still_be_acted_for(catalogue: LoadedCatalogue) -> None:
    pension = catalogue.item("residents-pension-registration")
    sample = make_sample(pension, 1, by_agent=True)
    data, files = json.loads(json.dumps(sample.data)), dict(sample.attachments)
    data["applicant"] |= {"id_number": "330782200811271230", "birth_date": "2008-11-27", "kind": "resident"}
    data["agent"] |= {"relation": "parent", "reason": "minor"}
    files["guardianship-proof"] = replace(files.pop("power-of-attorney"), name="guardianship-proof")
    check_application(pension, data, list(files.values()), on=DAY, began=EVENING)
    with pytest.raises(FormInvalid) as refused:
        check_application(pension, data, list(files.values()), on=DAY + timedelta(days=1), began=DAY)
    assert refused.value.field == "agent.paper"
