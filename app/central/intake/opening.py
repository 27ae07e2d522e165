"""The intake of a centre with these settings, in its own process or in one beside it."""

from __future__ import annotations

from app.central.intake.intake import Intake
from app.central.keys import CentreKeys
from app.central.objects import ObjectStore
from app.central.settings import CentralSettings
from app.central.storage.database import Database


def open_intake(settings: CentralSettings, database: Database, keys: CentreKeys, objects: ObjectStore) -> Intake:
    return Intake(
        database,
        keys.identity,
        settings.catalogue,
        objects,
        keys.person,
        delivers=bool(settings.adapter),
        rules=settings.rules_dir,
    )
