"""What is to be mailed and what is under way, without where to: for the command, and the words for both."""

from __future__ import annotations

from typing import Any

from app.central.mailings.sending import LOST, NO_ADDRESS, SEALED
from app.central.mailings.settling import TOO_LATE
from app.central.storage import mailings
from app.central.storage.database import Database
from app.domain.formats import CHINA
from app.domain.mailing import MailingState

ROWS = 200
STATE_WORDS = {
    MailingState.UNSEEN: "刚办结",
    MailingState.WAITING: "等着寄",
    MailingState.ORDERED: "已下单，等快递来取",
    MailingState.PICKED_UP: "已寄出",
    MailingState.ON_THE_WAY: "在路上",
    MailingState.DELIVERED: "已送到",
    MailingState.FAILED: "没送到",
    MailingState.REFUSED: "寄不了",
    MailingState.CANCELLED: "已取消",
    MailingState.ENDED: "不寄了",
}
WHY = {
    SEALED: "办件在这里打不开",
    NO_ADDRESS: "办件里没有写全收件人和地址",
    LOST: "快递平台查不到这一单",
    TOO_LATE: "取消晚了，已经取走",
}


def report(database: Database) -> list[dict[str, Any]]:
    """What a person must see to first."""
    with database.read() as connection:
        found = mailings.open_ones(connection, ROWS)
    return [
        {
            "id": row.id,
            "case": case.number,
            "item": case.item,
            "station": case.station_id,
            "state": row.state.value,
            "waybill": row.waybill,
            "reason": row.reason,
            "by_carrier": row.by_carrier,
            "since": row.changed_at.astimezone(CHINA).isoformat(timespec="seconds"),
        }
        for row, case in found
    ]


def words(told: list[dict[str, Any]]) -> list[str]:
    """For a terminal."""
    lines = [
        f"{STATE_WORDS[MailingState(each['state'])]}　{each['case']}　{each['waybill'] or '没有单号'}"
        f"{'　' + why(each['reason']) if each['reason'] else ''}"
        for each in told
    ]
    return lines or ["没有要寄的"]


def why(reason: str) -> str:
    return WHY.get(reason, reason)
