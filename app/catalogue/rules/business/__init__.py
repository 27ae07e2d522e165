"""How an individual business (个体工商户) may be called, who may run it, and what needs a permit first."""

from app.catalogue.rules.business.judging import (
    ASKED,
    Application,
    Objection,
    application_of,
    full_name,
    judge,
    scope_text,
    taken,
)
from app.catalogue.rules.business.pack import BusinessPack, Scope
from app.catalogue.rules.business.pack_reader import read_pack

__all__ = [
    "ASKED",
    "Application",
    "BusinessPack",
    "Objection",
    "Scope",
    "application_of",
    "full_name",
    "judge",
    "read_pack",
    "scope_text",
    "taken",
]
