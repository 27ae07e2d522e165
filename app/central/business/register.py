"""The register of names, asked while a person stands there: refused with words, or reserved with a code."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from app.catalogue.rules import business_pack
from app.catalogue.rules.business import (
    BusinessPack,
    Objection,
    application_of,
    full_name,
    judge,
    scope_text,
    taken,
)
from app.central.business.codes import credit_code
from app.central.case_people import digest_of
from app.central.registers.away import RegisterAway
from app.central.registers.interface import PresentPerson
from app.central.storage.business_names import Reserved, Wanted, reserve
from app.central.storage.database import Database
from app.central.storage.moment import now
from app.domain.errors import ConfigInvalid, WrongInput
from app.domain.formats import CHINA

ITEM = "individual-business-registration"
NO_RULES = "no_rules"


class BusinessRegister:
    """Implements `Register`. A record that may be registered holds the name for half an hour."""

    def __init__(self, database: Database, person_key: bytes, rules: Path | None = None) -> None:
        """`person_key`: by which a person's cases are found. `rules`: the city's own packs."""
        self._database = database
        self._person_key = person_key
        self._rules = rules

    def record(self, person: PresentPerson, answers: Mapping[str, str], today: date) -> Mapping[str, Any]:
        """See `Register`. Raises RegisterAway where no rules hold today, StorageProblem."""
        pack = self._pack(today)
        application = application_of(answers, person.id_number)
        name = full_name(pack, application)
        objection = judge(pack, application, today) or (taken(name) if name in pack.taken else None)
        if objection is not None:
            return _refused(objection)
        wanted = wanted_of(pack, name, self._person_key, person.id_number)
        with self._database.write() as connection:
            given = reserve(connection, wanted, now())
        if not isinstance(given, Reserved):
            return _refused(taken(name))
        return {
            "verdict": {"may": True},
            "person": {"name": person.name, "id_number": person.id_number},
            "name": name,
            "code": given.code,
            "held_until": f"{given.until.astimezone(CHINA):%H:%M}",
            "scope": scope_text(pack, application.scopes),
        }

    def _pack(self, today: date) -> BusinessPack:
        try:
            return business_pack(today, self._rules)
        except (WrongInput, ConfigInvalid) as error:
            raise RegisterAway(NO_RULES) from error


def wanted_of(pack: BusinessPack, name: str, person_key: bytes, id_number: str) -> Wanted:
    person = digest_of(person_key, id_number).hex()
    return Wanted(pack.county, name, person, partial(credit_code, pack.county))


def _refused(objection: Objection) -> Mapping[str, Any]:
    words = {each: objection.words.in_language(each) for each in ("zh_CN", "en", "zh_TW")}
    return {"verdict": {"may": False, "field": objection.field, "words": words}}
