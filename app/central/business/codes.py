"""Unified social credit codes for individual businesses (GB 32100-2015): 92, the county, nine characters, a check.

The nine are an organisation code (GB 11714-1997): here MA and six characters that count, and a check character of its
own.
"""

from __future__ import annotations

from app.catalogue.credit_codes import check_character

AUTHORITY, INDIVIDUAL_BUSINESS = "9", "2"
"""Registered by the market regulator, as an individual business."""
SERIES = "MA"
CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_PLACES = 6
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def credit_code(county: str, number: int) -> str:
    """The code of the `number`th business of a county; each number has one, up to 31⁶."""
    head = f"{AUTHORITY}{INDIVIDUAL_BUSINESS}{county}{_organisation(number)}"
    return head + check_character(head)


def _organisation(number: int) -> str:
    counted = ""
    for _ in range(_PLACES):
        number, digit = divmod(number, len(CHARACTERS))
        counted = CHARACTERS[digit] + counted
    eight = SERIES + counted
    return eight + _organisation_check(eight)


def _organisation_check(eight: str) -> str:
    total = sum(weight * int(character, 36) for weight, character in zip(_WEIGHTS, eight, strict=True))
    return {10: "X", 11: "0"}.get(check := 11 - total % 11, str(check))
