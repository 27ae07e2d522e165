"""The person of the table of points, and the shipped version of the pack, read once."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from app.catalogue.rules import SHIPPED
from app.catalogue.rules.dated import read_versions
from app.catalogue.rules.points import Answer, evaluate, read_facts, read_pack

PACK = "newcomer-points"
TABLE: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[4] / "data" / "rules" / f"{PACK}.yaml").read_text("utf-8")
)
ON = date.fromisoformat(TABLE["day"])
VERSIONS, FINDINGS = read_versions(PACK, SHIPPED / PACK, read_pack)
NEWEST = VERSIONS[-1]


def person(changes: Mapping[str, Any] | None = None, without: Iterable[str] = ()) -> dict[str, Any]:
    """The facts as a JSON document."""
    facts = {**copy.deepcopy(TABLE["person"]), **(changes or {})}
    return {name: value for name, value in facts.items() if name not in set(without)}


def judged(facts: Any, on: date = ON) -> Answer:
    return evaluate(NEWEST, read_facts(NEWEST, facts, on), on)
