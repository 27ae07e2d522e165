"""Dated rule packs: who may, who may not and why, as data that an office can change (docs/integration/rule-packs.md).

`check` judges facts by the version of a pack that applies on a day, `check_version` by the one named; `body_limits`
gives what classes ask of the body; `versions` lists the versions; `validate` finds mistakes.
"""

from app.catalogue.rules.licence import BodyLimits
from app.catalogue.rules.packs import (
    PACKS,
    SHIPPED,
    VersionLine,
    body_limits,
    check,
    check_version,
    validate,
    versions,
)

__all__ = [
    "PACKS",
    "SHIPPED",
    "BodyLimits",
    "VersionLine",
    "body_limits",
    "check",
    "check_version",
    "validate",
    "versions",
]
