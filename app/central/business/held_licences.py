"""The businesses registered here for a person, as a register: their licence is printed again by the ID card alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection

from app.catalogue.answer_words import answer_words
from app.catalogue.corrected import FORM
from app.central.case_content import content_of
from app.central.case_people import digest_of
from app.central.registers.interface import PresentPerson
from app.central.seal_identities import SealIdentities
from app.central.sealing import SealBroken
from app.central.storage import cases
from app.central.storage.business_names import Registered, of_person
from app.central.storage.database import Database
from app.domain.errors import ItemUnknown
from app.domain.ports import Catalogue

LICENCE_PRINT = "business-licence-print"
"""The item that asks here."""
INDIVIDUAL = "个体工商户"
PLACE = ("division", "address")
"""Of the answers of the case that registered it."""


class HeldLicences:
    """Implements `Register`."""

    def __init__(self, database: Database, identity: SealIdentities, person_key: bytes, catalogue: Catalogue) -> None:
        """`identity` opens the case that registered a business: its place stands nowhere else."""
        self._database = database
        self._identity = identity
        self._person_key = person_key
        self._catalogue = catalogue

    def record(self, person: PresentPerson, answers: Mapping[str, str], today: date) -> Mapping[str, Any] | None:
        """Newest first; None where nothing is registered for this person. Raises StorageProblem."""
        del answers, today
        with self._database.read() as connection:
            held = of_person(connection, digest_of(self._person_key, person.id_number).hex())
            rows = [self._row(connection, each) for each in held]
        if not rows:
            return None
        return {"person": {"name": person.name, "id_number": person.id_number}, "licences": rows}

    def _row(self, connection: Connection, held: Registered) -> dict[str, str]:
        told = {
            "code": held.code,
            "name": held.name,
            "kind": INDIVIDUAL,
            "place": self._place(connection, held.case_id),
        }
        return told | {"founded_on": held.on.isoformat() if held.on is not None else ""}

    def _place(self, connection: Connection, case_id: str) -> str:
        """Empty where the case is gone by now, or cannot be opened any more (another seal key)."""
        case = cases.find(connection, case_id)
        try:
            form = content_of(self._identity, case)["data"].get(FORM, {}) if case is not None else {}
            item = self._catalogue.item(case.item) if case is not None else None
        except (SealBroken, ItemUnknown):
            return ""
        fields = {each.name: each for each in item.fields()} if item is not None else {}
        told = [answer_words(fields[name], str(form.get(name, ""))) for name in PLACE if name in fields]
        return "".join(each.replace(" ", "") for each in told)
