"""Sample answers to every kind of field hold, whatever the seed."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.catalogue.application import check_application
from app.catalogue.samples import make_sample
from app.domain.service_item import FieldType, ServiceItem
from tests.form_catalogue import EVERY_FIELD, EVERY_THING


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(), item=st.sampled_from([EVERY_FIELD, EVERY_THING]))
def test_the_sample_of_every_seed_is_a_valid_application(seed: int, item: ServiceItem) -> None:
    sample = make_sample(item, seed)
    check_application(item, json.loads(json.dumps(sample.data)), list(sample.attachments.values()))


def test_every_kind_is_among_the_definitions_of_these_tests_or_in_the_shipped_catalogue() -> None:
    shipped = {FieldType.TEXT, FieldType.PHONE, FieldType.CHOICE, FieldType.ADDRESS, FieldType.ID_NUMBER}
    assert {each.type for item in (EVERY_FIELD, EVERY_THING) for each in item.fields()} | shipped == set(FieldType)
