"""How a station is, from its last heartbeat, in words; those that need somebody first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from app.central.storage.heartbeats import waiting_at
from app.central.storage.oversight import Heard
from hardware.state_words import FINE, STATE_WORDS
from hardware.status import DeviceState

SILENT_AFTER = timedelta(minutes=10)
"""A station beats every minute or so; one that was not heard for longer is told as silent."""
BACKLOG_IS_MUCH = 50
"""Rows waiting at a station that is heard."""
UNSEALED_DAYS_BORNE = 2
"""A day is sealed when the next begins. A station heard on more days without a new seal seals no more; days on which it
was not heard count for nothing."""
KIND_WORDS = {"self_service": "自助终端", "counter": "窗口", "post": "警医邮网点"}
ROOM_WORDS = {
    "id_card_reader": "读卡器",
    "receipt_printer": "凭条打印机",
    "certificate_printer": "A4 打印机",
    "camera": "摄像头",
    "document_camera": "高拍仪",
    "code_scanner": "扫码枪",
    "evaluation_keypad": "评价器",
    "speaker": "喇叭",
    "power": "电源",
    "io_board": "门和传感器",
}
_PAPER = {"low": "凭条纸快用完", "out": "凭条纸用完了", "jammed": "凭条纸卡住了"}


@dataclass(frozen=True, slots=True)
class StationRow:
    """`troubles` are sentences; `tone` is ok, warn, bad or empty."""

    id: str
    kind: str
    heard_at: datetime | None
    state: str
    tone: str
    troubles: tuple[str, ...]
    backlog: int | None

    @property
    def rank(self) -> tuple[int, str]:
        return {"bad": 0, "warn": 1, "ok": 2}.get(self.tone, 3), self.id


def station_row(heard: Heard, now: datetime, catalogue: str) -> StationRow:
    """`catalogue`: the version the centre works with."""
    said = heard.heartbeat if isinstance(heard.heartbeat, Mapping) else {}
    count = waiting_at(said)
    troubles = tuple((*_troubles(said, count), *_unsealed(heard), *_other_catalogue(said, catalogue)))
    state, tone = _state(heard, now, has_troubles=bool(troubles))
    return StationRow(
        heard.id, KIND_WORDS.get(heard.kind, heard.kind), heard.heartbeat_at, state, tone, troubles, count
    )


def _state(heard: Heard, now: datetime, *, has_troubles: bool) -> tuple[str, str]:
    if heard.revoked_at is not None:
        return "已停用", ""
    if heard.heartbeat_at is None:
        return "还没有心跳", ""
    silent = now - heard.heartbeat_at
    if silent > SILENT_AFTER:
        return f"没有消息 {_long(silent)}", "bad"
    return ("要人看", "warn") if has_troubles else ("正常", "ok")


def _troubles(said: Mapping[str, Any], backlog: int | None) -> Iterator[str]:
    faults = said.get("faults")
    told = faults if isinstance(faults, Mapping) else {}
    for room, code in told.items():
        yield _sentences().get(str(code)) or f"{ROOM_WORDS.get(room, room)}：{str(code)[:20]}"
    devices = said.get("devices")
    for room, state in (devices if isinstance(devices, Mapping) else {}).items():
        if room not in told and (its_state := _words_of(state)):
            yield f"{ROOM_WORDS.get(room, room)}{its_state}"
    if words := _PAPER.get(str(said.get("receipt_paper"))):
        yield words
    for name, words in (("unknown_papers", "张纸不知道出来没有"), ("left_behind", "件东西落在机器里")):
        count = said.get(name)
        if isinstance(count, int) and count > 0:
            yield f"{count} {words}"
    if backlog is not None and backlog >= BACKLOG_IS_MUCH:
        yield f"{backlog} 条还没传完"


def _words_of(state: object) -> str:
    """Empty where all is well; what a newer station says in a word of its own is shown as it is."""
    try:
        known = DeviceState(str(state))
    except ValueError:
        return f"：{str(state)[:20]}"
    return "" if known in FINE else STATE_WORDS[known]


def _unsealed(heard: Heard) -> Iterator[str]:
    if heard.unsealed_days > UNSEALED_DAYS_BORNE:
        yield f"日志 {heard.unsealed_days} 天没有新的封签"


def _other_catalogue(said: Mapping[str, Any], catalogue: str) -> Iterator[str]:
    versions = said.get("versions")
    its_own = versions.get("catalogue") if isinstance(versions, Mapping) else None
    if isinstance(its_own, str) and its_own != catalogue:
        yield f"事项目录还是 {its_own[:64]}，中心是 {catalogue}"


@cache
def _sentences() -> Mapping[str, str]:
    """What each code of a device's fault means."""
    from hardware.faults import FAULT_ROOMS, faults_of

    return {fault.code: fault.zh for room in FAULT_ROOMS for fault in faults_of(room).values()}


def _long(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    if minutes < 120:
        return f"{minutes} 分钟"
    return f"{minutes // 60} 小时" if minutes < 48 * 60 else f"{minutes // (24 * 60)} 天"
