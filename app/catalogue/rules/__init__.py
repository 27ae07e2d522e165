"""Dated rule packs: who may, who may not and why, as data that an office can change (docs/integration/rule-packs.md).

`check` judges facts by the version of a pack that applies on a day; `versions` lists them; `validate` finds mistakes.
"""

from app.catalogue.rules.packs import PACKS, SHIPPED, VersionLine, check, validate, versions

__all__ = ["PACKS", "SHIPPED", "VersionLine", "check", "validate", "versions"]
