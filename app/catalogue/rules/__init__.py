"""Dated rule packs: who may, who may not and why, as data that an office can change (docs/integration/rule-packs.md).

`check` judges facts by the version of a pack that applies on a day, `check_version` by the one named; `body_limits`
gives what classes ask of the body; `versions` lists the versions; `validate` finds mistakes. `facts_among` finds the
facts of a pack of points among the answers of a form, `points_pack` gives such a pack itself.
"""

from app.catalogue.rules.licence import BodyLimits
from app.catalogue.rules.packs import (
    LICENCE_RENEWAL,
    PACKS,
    POINTS_PACKS,
    SHIPPED,
    Answer,
    VersionLine,
    body_limits,
    business_pack,
    check,
    check_version,
    facts_among,
    points_pack,
    validate,
    versions,
)

__all__ = [
    "LICENCE_RENEWAL",
    "PACKS",
    "POINTS_PACKS",
    "SHIPPED",
    "Answer",
    "BodyLimits",
    "VersionLine",
    "body_limits",
    "business_pack",
    "check",
    "check_version",
    "facts_among",
    "points_pack",
    "validate",
    "versions",
]
