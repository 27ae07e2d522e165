"""Which papers travel with a case: those that its answers, as they are when it is made, ask for."""

from __future__ import annotations

from dataclasses import replace

from app.catalogue import load_catalogue
from app.catalogue.application import check_application
from app.catalogue.samples import make_sample
from app.catalogue.samples.agents import make_agency
from app.domain.case import Submission
from app.domain.ports import ELicence
from app.domain.service_item import DeliveryKind, ServiceItem
from app.journeys.draft import Draft
from app.runtime.submission import submission_of
from tests.qml.screens.stage import drawn_face, jpeg

CATALOGUE = load_catalogue()
PENSION = CATALOGUE.item("residents-pension-registration")
SAMPLE = make_sample(PENSION, 5)
PAGE = jpeg(drawn_face(130, 189))
BY_CARD = {name: answer for name, answer in SAMPLE.data["form"].items() if name != "bank"}
BY_CARD["account_kind"] = "social_security_card"
DRAFT = Draft(
    "0192a4c0-0000-7000-8000-000000000002",
    card=SAMPLE.card,
    face="matched",
    consented=True,
    form=BY_CARD,
    scans={"household-register": PAGE},
    signature=SAMPLE.attachments["signature"].content,
    delivery=DeliveryKind.ELECTRONIC,
)


def names(made: Submission) -> set[str]:
    return {each.name for each in made.attachments}


def made(draft: Draft, item: ServiceItem = PENSION) -> Submission:
    return submission_of(item, draft, "counter", "0042")


def test_a_bank_card_scanned_before_the_account_was_changed_stays_here() -> None:
    both = replace(DRAFT, scans={"household-register": PAGE, "bank-card": PAGE})
    changed_back = made(both)
    assert names(changed_back) == {"household-register", "signature"}
    check_application(PENSION, changed_back.data, changed_back.attachments)
    assert "bank-card" in names(made(replace(both, form={**BY_CARD, "account_kind": "bank_card"})))


def test_a_licence_fetched_for_an_answer_that_changed_stays_here() -> None:
    birth = CATALOGUE.item("childbirth-registration")
    wedding = ELicence("marriage-certificate", "结婚证", "1", "image/jpeg", PAGE)
    draft = replace(DRAFT, licences=(wedding,), scans={}, form={"marriage": "married"})
    assert "marriage-certificate" in names(made(draft, birth))
    assert "marriage-certificate" not in names(made(replace(draft, form={"marriage": "single"}), birth))


def test_of_two_papers_that_let_an_agent_act_only_the_one_of_this_relation_goes() -> None:
    agency = make_agency(PENSION, SAMPLE.card, 6)
    agency = replace(agency, told={**agency.told, "relation": "child"})
    scans = {"household-register": PAGE, "guardianship-proof": PAGE, "power-of-attorney": PAGE}
    assert names(made(replace(DRAFT, scans=scans, agency=agency))) == {
        "household-register", "power-of-attorney", "signature",
    }  # fmt: skip
    assert names(made(replace(DRAFT, scans=scans))) == {"household-register", "signature"}, "nobody acts for another"


def test_what_is_left_to_the_person_goes_where_it_was_given() -> None:
    transfer = CATALOGUE.item("pension-transfer")
    given = replace(DRAFT, scans={"military-service-proof": PAGE}, form={})
    assert "military-service-proof" in names(made(given, transfer))
