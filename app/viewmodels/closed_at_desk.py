"""What whoever works at a desk is told while nobody new is taken: what to do, for the window is where they sit."""

from __future__ import annotations

from app.domain.freeze import Ground
from app.journeys.things import Closure
from app.viewmodels.translation import translate


def closed_at_desk(closure: Closure, ground: Ground | None) -> str:
    """`ground`: of a frozen station, why; None where that is not known. Empty where a desk has no words of its own."""
    match closure:
        case Closure.ON_BATTERY:
            return translate("Closed", "来电后接着办。着急的请到别的窗口。")
        case Closure.TAMPERED:
            return translate("Closed", "请叫技术人员来看。着急的请到别的窗口。")
        case Closure.LOCKED:
            return _frozen(Ground.LOCKED)
        case Closure.FROZEN:
            return _frozen(ground)
        case _:
            return ""


def _frozen(ground: Ground | None) -> str:
    match ground:
        case Ground.LOCKED:
            return translate("Closed", "中心暂停了这台机器，恢复后接着办。什么时候恢复，请问中心。")
        case Ground.REFUSED:
            return translate("Closed", "中心停用了这台机器。办过的都存着。请联系中心；要接着用，请技术人员重新登记。")
        case Ground.OFFLINE:
            return translate(
                "Closed",
                "很久没有连上中心。办过的都存着。先看网线；连不上，请技术人员用 kiosk export 拷到介质带到中心。",
            )
        case Ground.WAITING:
            return translate(
                "Closed",
                "等着上报的太多。办过的都存着。先看网线；没事，请技术人员看原因，或用 kiosk export 拷到介质带到中心。",
            )
        case Ground.DISK:
            return translate("Closed", "机器里快存满了。办过的都存着。请技术人员腾出磁盘空间，或换大盘。")
        case None:
            return translate("Closed", "请联系技术人员。")
