"""What is said of a try to sign in, and what to do now. Seconds count down, so they are put in each time anew."""

from __future__ import annotations

from app.domain.operators import ListTooOld, LockedOut, NoList, SignedIn, SignInOutcome, WrongPin
from app.viewmodels.translation import translate

MINUTES_FROM_S = 120
"""A longer wait is read more easily in minutes and seconds."""


def waiting_words(seconds: int) -> str:
    """A number locked for so long."""
    if seconds < MINUTES_FROM_S:
        return translate("SignIn", "输错太多次。%1 秒后再试，忘了 PIN 找中心重设。").replace("%1", str(seconds))
    text = translate("SignIn", "输错太多次。%1 分 %2 秒后再试，忘了 PIN 找中心重设。")
    return text.replace("%1", str(seconds // 60)).replace("%2", f"{seconds % 60:02d}")


def outcome_words(outcome: SignInOutcome | None) -> str:
    """Empty where all is well; None stands for a store that could not be asked."""
    match outcome:
        case SignedIn():
            return ""
        case WrongPin(tries_left=left):
            text = translate("SignIn", "工号或 PIN 不对，还能试 %1 次。")
            return text.replace("%1", str(left))
        case LockedOut(seconds=seconds):
            return waiting_words(seconds)
        case ListTooOld(valid_days=days):
            text = translate("SignIn", "超过 %1 天没连上中心，名单过期了。接好网线再试，或用钥匙开机门。")
            return text.replace("%1", str(days))
        case NoList():
            return no_list_words()
        case None:
            return translate("SignIn", "没查成，名单打不开。再试一次，或用钥匙开机门。")


def no_list_words() -> str:
    """An enrolled station the centre never gave a list."""
    return translate("SignIn", "中心还没给过名单。在中心加操作员，再运行 kiosk sync once，或用钥匙开机门。")


def not_allowed_words() -> str:
    return translate("SignIn", "这个工号没有权限。找技术员或负责人。")


def number_missing_words() -> str:
    return translate("SignIn", "还没填工号。")


def pin_short_words(least: int) -> str:
    return translate("SignIn", "PIN 至少 %1 位。").replace("%1", str(least))
