"""An operator's PIN, asked by every command that writes down who answers for what it does."""

from __future__ import annotations

import sys
from getpass import getpass
from typing import TYPE_CHECKING, assert_never

from app.domain.errors import OperatorRefused
from app.domain.operators import Duty, ListTooOld, LockedOut, NoList, SignedIn, SignInOutcome, WrongPin

if TYPE_CHECKING:
    from app.composition import Parts


def check_operator(parts: Parts, number: str, duty: Duty) -> None:
    """Asks nothing where the centre never gave a list. Raises OperatorRefused, StorageProblem."""
    if not parts.operators.has_list():
        return
    who = signed_in(parts.operators.sign_in(number, pin()))
    if not who.may(duty):
        raise OperatorRefused("这个工号没有做这件事的权限。", "请找技术员或负责人。")


def pin() -> str:
    """Typed unseen at a terminal; otherwise one line of standard input."""
    if sys.stdin.isatty():
        return getpass("PIN：")
    return sys.stdin.readline().rstrip("\r\n")


def signed_in(outcome: SignInOutcome) -> SignedIn:
    """Raises OperatorRefused where nobody is."""
    match outcome:
        case SignedIn():
            return outcome
        case WrongPin(tries_left=left):
            raise OperatorRefused("工号或 PIN 不对。", f"再试 {left} 次不对，就要等一会儿才能再试。")
        case LockedOut(seconds=seconds):
            raise OperatorRefused("输错太多次，这个工号暂时锁住了。", f"{seconds} 秒后再试；忘了 PIN 请找中心重设。")
        case ListTooOld(valid_days=days):
            raise OperatorRefused(
                f"超过 {days} 天没有连上中心，操作员名单已过期。", "连上中心，运行 kiosk sync once，再试。"
            )
        case NoList():
            raise OperatorRefused(
                "本机还没有操作员名单。", "在中心用 kiosk central operator add 加人，再运行 kiosk sync once。"
            )
    assert_never(outcome)
