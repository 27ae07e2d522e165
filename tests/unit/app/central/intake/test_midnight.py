"""What comes to the centre is judged by the moment it was handed in, and just after midnight by the evening as well."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

import pytest
from uuid_utils import uuid7

from app.catalogue import LoadedCatalogue, load_catalogue
from app.catalogue.corrected import Standing
from app.catalogue.samples import make_sample
from app.central.intake.messages import CaseCorrected, CaseSubmitted
from app.central.intake.plausible import objection, objection_to_correction
from app.domain.formats import CHINA

ITEM, DUE = "medical-filing-extension", {"due_on": "2026-11-26"}
"""`due_on` is today or later."""


@pytest.fixture(scope="module")
def catalogue() -> LoadedCatalogue:
    return load_catalogue()


def of_the_item(catalogue: LoadedCatalogue) -> dict[str, Any]:
    return {"item": ITEM, "item_version": catalogue.item(ITEM).version}


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("2026-11-26T23:59:00+08:00", ""),
        ("2026-11-26T16:01:00+00:00", ""),
        ("2026-11-27T02:00:00+08:00", "due_on"),
        ("2026-11-27T23:59:00+08:00", "due_on"),
    ],
)
def test_a_day_answered_in_the_evening_holds_until_shortly_after_midnight(
    catalogue: LoadedCatalogue, at: str, told: str
) -> None:
    sample = make_sample(catalogue.item(ITEM), 1)
    files = [
        {
            "name": each.name,
            "media_type": each.media_type,
            "size": len(each.content),
            "sha256": hashlib.sha256(each.content).hexdigest(),
        }
        for each in sample.attachments.values()
    ]
    form = {**sample.data["form"], **DUE, "back_on": "2026-12-10"}
    case = of_the_item(catalogue) | {
        "id": str(uuid7()),
        "number": "YX0120261126-0001",
        "submitted_at": at,
        "channel": "self_service",
        "data": {**sample.data, "form": form},
        "attachments": files,
    }
    assert objection(CaseSubmitted.model_validate(case), catalogue, 9_999) == (told and f"application:{told}")
    corrected = of_the_item(catalogue) | {
        "case_id": case["id"],
        "part": "form",
        "corrected_at": at,
        "fields": list(DUE),
        "data": {"fields": DUE},
    }
    days = [datetime.fromisoformat(at).astimezone(CHINA).date()] * 2
    standing = Standing({**sample.data, "form": {**form, "due_on": "2026-12-01"}}, *days)
    told_of = CaseCorrected.model_validate(corrected)
    found = objection_to_correction(told_of, catalogue.item(ITEM), standing)
    assert found == (told and f"correction:{told}")
