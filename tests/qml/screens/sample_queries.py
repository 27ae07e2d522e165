"""What an office answers on the glass: lines and tables, nothing on record, and what it cannot take."""

from __future__ import annotations

from datetime import date

from app.catalogue.loader import LoadedCatalogue
from app.central.registers.interface import PresentPerson
from app.central.registers.sample_answers import SampleAnswers
from app.domain.person import IdentityCard
from app.domain.service_item import ServiceItem, StepKind
from app.journeys.draft import Draft
from app.journeys.states import AtStep, Mood, Passed, State, Trouble, Troubled, Working

TODAY = date(2026, 11, 26)
REFUSED = {
    "verdict": {
        "may": False,
        "words": {
            "zh_CN": "这个号没有登记过，照证书右上角再写一次。",
            "en": "No such number: write it as at the top right.",
        },
    }
}


def query_states(catalogue: LoadedCatalogue, card: IdentityCard) -> dict[str, State]:
    payments, check = catalogue.item("social-insurance-payments"), catalogue.item("property-certificate-check")
    houses, nothing = catalogue.item("property-records-search"), catalogue.item("no-property-proof")
    return {
        "query-long-table": _at(payments, card),
        "query-lines-and-tables": _at(houses, card),
        "query-empty-table": _at(nothing, card),
        "query-nothing-on-record": _at(payments, card, Troubled(Trouble.NOTHING_ON_RECORD)),
        "query-no-line": _at(payments, card, Troubled(Trouble.CENTRE_UNREACHABLE)),
        "lookup-working": _at(check, card, Working()),
        "lookup": _at(check, card),
        "lookup-refused": _at(check, card, record=REFUSED),
    }


def _at(item: ServiceItem, card: IdentityCard, mood: Mood | None = None, record: object = None) -> AtStep:
    step = StepKind.QUERY if StepKind.QUERY in item.steps else StepKind.LOOKUP
    person = PresentPerson(card.name, card.id_number, card.kind)
    told = SampleAnswers(item.query).record(person, {}, TODAY) if record is None and item.query else record
    draft = Draft("0192-q", card, "matched", consented=True, record=told if mood is None else None)  # type: ignore[arg-type]
    return AtStep(item, item.steps, item.steps.index(step), draft, mood or Passed())
