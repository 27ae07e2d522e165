"""One item file, one field of home: read into the words of `app.domain.service_item`."""

from __future__ import annotations

from app.catalogue.appointment_reader import read_appointment
from app.catalogue.day_order import linked
from app.catalogue.entry import Entry
from app.catalogue.form_reader import read_fee, read_material, read_milestone, read_page, read_result
from app.catalogue.query_reader import read_query
from app.domain.service_item import AgencyTerms, DeliveryKind, ItemField, Review, ServiceItem, StationKind, StepKind


def read_item(entry: Entry) -> ServiceItem:
    item = ServiceItem(
        code=entry.text("code"),
        version=entry.text("version"),
        name=entry.local("name"),
        short_name=entry.local("short_name"),
        field=entry.text("field"),
        office=entry.local("office"),
        level=entry.text("level"),
        stations=entry.many_of("stations", StationKind),
        applicants=entry.texts("applicants"),
        card_kinds=entry.texts("card_kinds"),
        legal_basis=entry.locals("legal_basis"),
        promised_days=entry.whole("promised_days"),
        legal_days=entry.whole("legal_days"),
        direct=entry.yes_no("direct", default=True),
        acceptance=entry.text("acceptance"),
        offline=entry.yes_no("offline"),
        minutes=entry.whole("minutes", least=1),
        steps=entry.many_of("steps", StepKind),
        notice=entry.locals("notice"),
        consent=entry.local("consent"),
        form=linked(read_page(each) for each in entry.entries("form", default=())),
        materials=tuple(read_material(each) for each in entry.entries("materials")),
        fee=read_fee(entry.entry("fee")),
        photo_rules=entry.text("photo_rules", default="") or None,
        delivery=entry.many_of("delivery", DeliveryKind),
        result=read_result(entry.entry("result")),
        milestones=tuple(read_milestone(each) for each in entry.entries("milestones")),
        evaluation=entry.yes_no("evaluation", default=True),
        effective_from=entry.day("effective_from"),
        effective_to=entry.optional_day("effective_to"),
        replaced_by=entry.text("replaced_by", default="") or None,
        moved_to=entry.optional_local("moved_to"),
        keywords=entry.texts("keywords", default=()),
        takes_expired_card=entry.yes_no("takes_expired_card", default=False),
        retention_days=entry.whole("retention_days", default=0) or None,
        rule_pack=entry.text("rule_pack", default="") or None,
        agency=read_agency(entry.entry("agency")) if entry.has("agency") else None,
        appointment=read_appointment(entry.entry("appointment")) if entry.has("appointment") else None,
        query=read_query(entry.entry("query")) if entry.has("query") else None,
        opens=entry.text("opens", default="") or None,
        reviews=tuple(read_review(each) for each in entry.entries("reviews", default=())),
    )
    entry.close()
    return item


def read_review(entry: Entry) -> Review:
    review = Review(
        office=entry.text("office"),
        parts=entry.texts("parts"),
        name=entry.optional_local("name"),
        office_name=entry.optional_local("office_name"),
        after=entry.texts("after", default=()),
        apart=entry.yes_no("apart", default=False),
    )
    entry.close()
    return review


def read_agency(entry: Entry) -> AgencyTerms:
    terms = AgencyTerms(
        relations=entry.texts("relations"),
        reasons=entry.texts("reasons"),
        power_of_attorney=entry.text("power_of_attorney"),
        guardianship=entry.text("guardianship", default=""),
        principal_card=entry.yes_no("principal_card", default=False),
        on_glass=entry.yes_no("on_glass", default=True),
    )
    entry.close()
    return terms


def read_item_field(entry: Entry) -> ItemField:
    field = ItemField(
        code=entry.text("code"), name=entry.local("name"), hint=entry.local("hint"), icon=entry.text("icon")
    )
    entry.close()
    return field
