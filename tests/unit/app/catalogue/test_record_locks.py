"""What a register told is held against the record that comes with the case, as the card is."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from app.catalogue import LoadedCatalogue
from app.catalogue.application import check_application
from app.catalogue.form_checks import clean_form, prefill
from app.catalogue.plan import plan_of
from app.catalogue.samples import make_sample
from app.domain.errors import FormInvalid
from app.domain.person import IdentityCard
from app.domain.service_item import ServiceItem

NOBODY = IdentityCard("resident", "", "", "", None, None, None)


@pytest.fixture
def top_up(catalogue: LoadedCatalogue) -> ServiceItem:
    return catalogue.item("citizen-card-top-up")


def told(item: ServiceItem, record: dict[str, Any], **answers: str) -> None:
    sample = make_sample(item, 1)
    data = deepcopy(dict(sample.data))
    data["record"] = record
    data["form"] = clean_form(item, data["form"] | answers)
    check_application(item, data, tuple(sample.attachments.values()))


@pytest.mark.parametrize(
    ("answers", "field"),
    [({"card_number": "3307829000000009"}, "card_number"), ({"balance": "12.51"}, "balance")],
)
def test_another_answer_than_the_record_gave_is_refused(
    top_up: ServiceItem, answers: dict[str, str], field: str
) -> None:
    told(top_up, {"number": "3307829000000001", "balance": 1250}, card_number="3307829000000001", balance="12.50")
    with pytest.raises(FormInvalid) as refused:
        told(
            top_up,
            {"number": "3307829000000001", "balance": 1250},
            **{"card_number": "3307829000000001", "balance": "12.50"} | answers,
        )
    assert refused.value.field == field
    assert "记录" in refused.value.message


@pytest.mark.parametrize("record", [{}, {"number": None, "balance": ""}])
def test_what_the_record_does_not_say_was_typed(top_up: ServiceItem, record: dict[str, Any]) -> None:
    told(top_up, record, card_number="3307829000000009", balance="1.00")


def test_what_the_screen_fills_in_is_taken_for_every_item_whatever_the_register_wrote_around_it(
    catalogue: LoadedCatalogue,
) -> None:
    tried = 0
    for item in catalogue.items():
        locked = plan_of(item).record_locked
        if not locked:
            continue
        tried += 1
        sample = make_sample(item, 1)
        record = {
            (each.prefill or "").partition(".")[2]: f" {sample.data['form'].get(each.name, '')} "
            for each in locked
            if each.type.value not in ("money", "division")
        }
        data = deepcopy(dict(sample.data))
        data["record"] = {**data.get("record", {}), **record}
        filled = prefill(item, NOBODY, data["record"])
        data["form"] = clean_form(
            item, data["form"] | {each.name: filled[each.name] for each in locked if each.name in filled}
        )
        check_application(item, data, tuple(sample.attachments.values()))
    assert tried >= 5
