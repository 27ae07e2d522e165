"""The driver of the table of cases, and the shipped versions of the pack, read once."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml
from hypothesis import settings

from app.catalogue.rules import SHIPPED
from app.catalogue.rules.dated import read_versions
from app.catalogue.rules.licence import Answer, evaluate, read_facts, read_pack

PACK = "driving-licence-renewal"
TABLE: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[4] / "data" / "rules" / f"{PACK}.yaml").read_text("utf-8")
)
ON = date.fromisoformat(TABLE["day"])
MADE_UP = settings(deadline=None, max_examples=60)
VERSIONS, FINDINGS = read_versions(PACK, SHIPPED / PACK, read_pack)
NEWEST = VERSIONS[-1]


def driver(changes: Mapping[str, Any] | None = None, without: Iterable[str] = (), on: date = ON) -> dict[str, Any]:
    """The facts as a JSON document; a certificate without a date is six days old."""
    facts: dict[str, Any] = copy.deepcopy(TABLE["driver"])
    facts["medical"]["date"] = (on - timedelta(days=6)).isoformat()
    for path, value in (changes or {}).items():
        *groups, key = path.split(".")
        place = facts
        for each in groups:
            place = place.setdefault(each, {})
        place[key] = value
    for path in without:
        *groups, key = path.split(".")
        place = facts
        for each in groups:
            place = place.get(each, {})
        place.pop(key, None)
    return facts


def judged(facts: Any, on: date = ON) -> Answer:
    pack = next(each for each in VERSIONS if each.head.applies(on))
    return evaluate(pack, read_facts(facts, on), on)
