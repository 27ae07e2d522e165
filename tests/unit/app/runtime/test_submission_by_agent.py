"""What a desk gathered for somebody who cannot come, as the case that is saved: the centre's own check takes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.catalogue import load_catalogue
from app.catalogue.agency import principal_of
from app.catalogue.application import check_application
from app.catalogue.samples import make_sample
from app.domain.agency import NAME, NUMBER, REASON, RELATION, Agency
from app.domain.case import Submission
from app.domain.errors import FormInvalid
from app.domain.ports import ELicence
from app.domain.service_item import DeliveryKind, Material, MaterialSource
from app.journeys.draft import Draft
from app.runtime.submission import submission_of
from tests.qml.screens.stage import drawn_face, jpeg

ITEM = load_catalogue().item("residents-pension-registration")
TODAY = date(2026, 11, 26)
AGENT, PRINCIPAL = make_sample(ITEM, 1, by_agent=True).card, make_sample(ITEM, 2).card
TYPED = {NAME: "王建国", NUMBER: "330782195503020022", RELATION: "child", REASON: "age_or_illness"}
FORM = {
    "household_address": "云溪镇柳叶路 18 号",
    "yearly_rate": "500",
    "supported": "none",
    "account_kind": "social_security_card",
    "phone": "13905781234",
}
PAGE = jpeg(drawn_face(130, 189))
SIGNATURE = make_sample(ITEM, 1).attachments["signature"].content


def submitted(agency: Agency | None, **changed: Any) -> Submission:
    card = PRINCIPAL if agency is None or agency.is_read else principal_of(agency.told)
    draft = Draft(
        "0192a4c0-0000-7000-8000-000000000001",
        card,
        "matched",
        consented=True,
        form=FORM,
        scans={"power-of-attorney": PAGE},
        signature=SIGNATURE,
        delivery=DeliveryKind.COLLECT,
        agency=agency,
    )
    return submission_of(ITEM, replace(draft, **changed), "counter", "0042")


def check(made: Submission) -> None:
    check_application(ITEM, made.data, made.attachments, on=TODAY)


def test_by_number_the_principal_is_the_applicant_and_what_was_not_fetched_is_promised() -> None:
    made = submitted(Agency(AGENT, TODAY, TYPED))
    check(made)
    assert made.data["applicant"] == {
        "kind": "resident",
        "name": "王建国",
        "id_number": "330782195503020022",
        "sex": "2",
        "birth_date": "1955-03-02",
    }
    assert (made.data["agent"]["id_number"], made.data["agent"]["principal"]) == (AGENT.id_number, "number")
    assert made.data["materials"] == {"household-register": "promised"}
    assert {each.name for each in made.attachments} == {"power-of-attorney", "signature"}


def test_a_licence_that_was_scanned_instead_travels_as_a_picture() -> None:
    made = submitted(Agency(AGENT, TODAY, TYPED), scans={"power-of-attorney": PAGE, "household-register": PAGE})
    check(made)
    assert "materials" not in made.data
    assert {each.name: each.media_type for each in made.attachments}["household-register"] == "image/jpeg"


def test_by_card_the_licences_of_the_principal_go_along() -> None:
    told = {RELATION: "child", REASON: "away"}
    found = make_sample(ITEM, 2).attachments["household-register"]
    licence = ELicence("household-register", "居民户口簿", "1", found.media_type, found.content)
    made = submitted(Agency(AGENT, TODAY, told, is_read=True), licences=(licence,))
    check(made)
    assert made.data["applicant"]["id_number"] == PRINCIPAL.id_number
    assert made.data["agent"]["principal"] == "card"


def test_a_child_goes_along_with_the_proof_of_guardianship() -> None:
    told = {**TYPED, NUMBER: "330782201901012341", RELATION: "parent", REASON: "minor"}
    check(submitted(Agency(AGENT, TODAY, told), scans={"guardianship-proof": PAGE}))
    with pytest.raises(FormInvalid) as caught:
        check(submitted(Agency(AGENT, TODAY, told)))
    assert caught.value.field == "agent.paper"


def test_whoever_comes_in_person_leaves_no_agent_in_the_case() -> None:
    made = submitted(None, scans={})
    check(made)
    assert "agent" not in made.data


def test_signed_at_the_glass_it_travels_as_a_pdf_and_opens_the_licences_way() -> None:
    told = {RELATION: "child", REASON: "away"}
    made = submitted(Agency(AGENT, TODAY, told, is_read=True), scans={"power-of-attorney": b"%PDF-1.7 signed here"})
    check(made)
    assert {each.name: each.media_type for each in made.attachments}["power-of-attorney"] == "application/pdf"


def test_what_comes_later_is_promised_where_the_material_says_so_and_refused_by_the_centre_where_not() -> None:
    later = Agency(AGENT, TODAY, TYPED, later=True)
    with pytest.raises(FormInvalid) as caught:
        check(submitted(later, scans={}))
    assert caught.value.field == "agent.paper"
    lenient = replace(ITEM, materials=tuple(_later(each) for each in ITEM.materials))
    draft = Draft("0192a4c0-0000-7000-8000-000000000001", principal_of(TYPED), "matched", form=FORM, agency=later)
    made = submission_of(lenient, replace(draft, signature=SIGNATURE, delivery=DeliveryKind.COLLECT), "self_service")
    check_application(lenient, made.data, made.attachments, on=TODAY)
    assert made.data["materials"]["power-of-attorney"] == "promised"


def _later(material: Material) -> Material:
    return replace(material, later=True) if material.source is MaterialSource.AGENT else material
