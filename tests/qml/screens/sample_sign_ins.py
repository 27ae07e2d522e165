"""What can come of a number and a PIN, as the sheet for it shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.domain.operators import ListTooOld, LockedOut, NoList, Role, SignedIn, SignInOutcome, WrongPin
from app.viewmodels.sign_in import SignIn

NUMBER = "T0012"
PIN = "271828"
BringAbout = Callable[[SignIn, Any], None]


def type_pin(sheet: SignIn, pin: str = PIN) -> None:
    for each in pin:
        sheet.typeDigit(int(each))


def to_the_pin(sheet: SignIn) -> None:
    sheet.editNumber(NUMBER)
    sheet.askPin()


def _tried(outcome: SignInOutcome | None) -> BringAbout:
    def bring_about(sheet: SignIn, door: Any) -> None:
        to_the_pin(sheet)
        type_pin(sheet)
        sheet.enter()
        door.answer(outcome)

    return bring_about


def _looking(sheet: SignIn, _: Any) -> None:
    to_the_pin(sheet)
    type_pin(sheet)
    sheet.enter()


def _typed(pin: str) -> BringAbout:
    def bring_about(sheet: SignIn, _: Any) -> None:
        to_the_pin(sheet)
        type_pin(sheet, pin)

    return bring_about


def _short(sheet: SignIn, _: Any) -> None:
    to_the_pin(sheet)
    type_pin(sheet, "27")
    sheet.enter()


def sample_sign_ins() -> dict[str, BringAbout]:
    """`sign-in-<state>`: what has to be done at the open sheet to come there."""
    return {
        "sign-in-number": lambda sheet, _: None,
        "sign-in-number-typed": lambda sheet, _: sheet.editNumber(NUMBER),
        "sign-in-number-missing": lambda sheet, _: sheet.askPin(),
        "sign-in-pin": lambda sheet, _: to_the_pin(sheet),
        "sign-in-pin-typed": _typed(PIN),
        "sign-in-pin-full": _typed("271828182845"),
        "sign-in-short": _short,
        "sign-in-looking": _looking,
        "sign-in-wrong": _tried(WrongPin(4)),
        "sign-in-locked": _tried(LockedOut(15)),
        "sign-in-locked-long": _tried(LockedOut(3600)),
        "sign-in-too-old": _tried(ListTooOld(14)),
        "sign-in-no-list": _tried(NoList()),
        "sign-in-not-allowed": _tried(SignedIn(NUMBER, "赵师傅", (Role.CLERK,))),
        "sign-in-not-asked": _tried(None),
    }
