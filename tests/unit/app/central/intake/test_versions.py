"""A case is judged by the version of its item that it was begun with, whatever is in force when it arrives."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from uuid_utils import uuid7

from app.catalogue import LoadedCatalogue, load_catalogue
from app.catalogue.life import versions_of
from app.catalogue.samples import make_sample
from app.central.acceptance import is_automatic
from app.central.decisions import reviews_of
from app.central.intake.messages import CaseSubmitted
from app.central.intake.plausible import objection
from app.central.offered_catalogue import OfferedCatalogue
from app.domain.service_item import Fee, Review, ServiceItem

ITEM = "temporary-id-card"


@pytest.fixture(scope="module")
def old() -> ServiceItem:
    return replace(load_catalogue().item(ITEM), effective_to=date(2026, 6, 30))


@pytest.fixture(scope="module")
def catalogue(old: ServiceItem) -> LoadedCatalogue:
    """The new version costs more, asks less, and goes to an office."""
    new = replace(
        old,
        version="2.0",
        effective_from=date(2026, 7, 1),
        effective_to=None,
        fee=Fee(2000),
        form=old.form[:1],
        acceptance="review",
        reviews=(Review("police", ("all",)),),
    )
    return replace(load_catalogue(), _items=versions_of([old, new]))


def case(item: ServiceItem, version: str = "", **data: Any) -> CaseSubmitted:
    sample = make_sample(item, 1)
    files = [
        {"name": each.name, "media_type": each.media_type, "size": len(each.content), "sha256": _sha256(each.content)}
        for each in sample.attachments.values()
    ]
    return CaseSubmitted.model_validate(
        {
            "id": str(uuid7()),
            "number": "YX0120261126-0001",
            "item": item.code,
            "item_version": version or item.version,
            "submitted_at": datetime(2026, 11, 26, tzinfo=UTC),
            "channel": "self_service",
            "data": {**sample.data, **data},
            "attachments": files,
        }
    )


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_an_old_version_is_checked_by_its_own_form_long_after_its_last_day(
    catalogue: LoadedCatalogue, old: ServiceItem
) -> None:
    assert objection(case(old), catalogue, 4000) == ""
    without_phone = {key: value for key, value in case(old).data["form"].items() if key != "phone"}
    assert objection(case(old, form=without_phone), catalogue, 4000) == "application:phone"


def test_the_new_version_is_checked_by_its_own(catalogue: LoadedCatalogue, old: ServiceItem) -> None:
    new = catalogue.item(ITEM, "2.0")
    assert objection(case(new), catalogue, 4000) == ""
    assert objection(case(old, "2.0"), catalogue, 4000).startswith("application:"), "its form asks other things"


def test_of_a_version_nobody_has_any_more_only_the_person_is_checked(
    catalogue: LoadedCatalogue, old: ServiceItem
) -> None:
    assert objection(case(old, "0.9", form={"anything": "goes"}), catalogue, 4000) == ""
    assert objection(case(old, "0.9", applicant={}), catalogue, 4000).startswith("application")


def test_acceptance_and_offices_are_those_of_the_version(catalogue: LoadedCatalogue) -> None:
    assert [is_automatic(catalogue, ITEM, version) for version in ("1.0", "2.0")] == [True, False]
    assert [len(reviews_of(catalogue, ITEM, version)) for version in ("1.0", "2.0")] == [0, 1]


def test_stations_are_told_every_version(catalogue: LoadedCatalogue) -> None:
    offered = OfferedCatalogue(catalogue)
    assert {key: each["version"] for key, each in offered.items.items()} == {f"{ITEM}@1.0": "1.0", ITEM: "2.0"}
    assert offered.since({ITEM: offered.fingerprints[ITEM]}).added == (f"{ITEM}@1.0",)
