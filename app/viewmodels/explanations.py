"""What this machine does not do, said honestly, each with the act that helps instead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.viewmodels.translation import translate


class Topic(StrEnum):
    TICKET = "ticket"
    TICKET_OFFLINE = "ticket_offline"
    SCAN = "scan"
    SCAN_BROKEN = "scan_broken"
    HOTLINE = "hotline"
    OFFLINE_ITEM = "offline_item"


class NextAct(StrEnum):
    ALL_ITEMS = "all_items"
    PUT_CARD = "put_card"
    TRACK = "track"
    CALL_HELP = "call_help"


@dataclass(frozen=True, slots=True)
class Explanation:
    """`act` is empty where nothing is to be done but to close it."""

    icon: str
    title: str
    text: str
    act: str
    next_act: NextAct | None


def explanation_of(topic: Topic) -> Explanation:
    match topic:
        case Topic.TICKET:
            return Explanation(
                "ticket",
                translate("Explanation", "这里办事不用取号"),
                translate("Explanation", "直接选要办的事就行。要到窗口办，请在导办台取号。"),
                translate("Explanation", "看能办的事"),
                NextAct.ALL_ITEMS,
            )
        case Topic.TICKET_OFFLINE:
            return Explanation(
                "ticket",
                translate("Explanation", "现在取不了号"),
                translate("Explanation", "网络断了。直接到窗口，不取号也能办。"),
                translate("Explanation", "看能办的事"),
                NextAct.ALL_ITEMS,
            )
        case Topic.SCAN:
            return Explanation(
                "scan",
                translate("Explanation", "这台机还不能扫码进入"),
                translate("Explanation", "按凭条上的编号一样能查，刷身份证也行。"),
                translate("Explanation", "按编号查"),
                NextAct.TRACK,
            )
        case Topic.SCAN_BROKEN:
            return Explanation(
                "scan",
                translate("Explanation", "扫码口没反应"),
                translate("Explanation", "按凭条上的编号一样能查，刷身份证也行。"),
                translate("Explanation", "按编号查"),
                NextAct.TRACK,
            )
        case Topic.HOTLINE:
            return Explanation(
                "call",
                translate("Explanation", "用手机拨 12345"),
                translate("Explanation", "咨询和投诉都行，24 小时有人接。不方便打就找人帮忙。"),
                translate("Explanation", "找人帮忙"),
                NextAct.CALL_HELP,
            )
        case Topic.OFFLINE_ITEM:
            return Explanation(
                "wifioff",
                translate("Explanation", "这件事联网后才能办"),
                translate("Explanation", "现在网络断了。别的事还能办，填好的会保存。"),
                translate("Explanation", "看能办的事"),
                NextAct.ALL_ITEMS,
            )
