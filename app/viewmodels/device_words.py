"""Devices in words: their names, how they are, what a technician is to do, and what a citizen is told of it."""

from __future__ import annotations

from dataclasses import dataclass

from app.viewmodels.translation import translate
from hardware import DeviceState, DeviceStatus
from hardware.state_words import FINE

ICONS = {
    "id_card_reader": "idcard",
    "camera": "camera",
    "document_camera": "scan",
    "receipt_printer": "receipt",
    "certificate_printer": "printer",
    "evaluation_keypad": "keypad",
    "code_scanner": "qr",
    "speaker": "speaker",
    "io_board": "door",
    "power": "battery",
}


@dataclass(frozen=True, slots=True)
class CitizenNotice:
    """What stands at home while a device is not well. `title` may be empty."""

    icon: str
    title: str
    text: str


def name_of(room: str) -> str:
    return {
        "id_card_reader": translate("Devices", "读卡器"),
        "camera": translate("Devices", "摄像头"),
        "document_camera": translate("Devices", "高拍仪"),
        "receipt_printer": translate("Devices", "凭条打印机"),
        "certificate_printer": translate("Devices", "证明打印机"),
        "evaluation_keypad": translate("Devices", "评价器"),
        "code_scanner": translate("Devices", "扫码器"),
        "speaker": translate("Devices", "音箱"),
        "io_board": translate("Devices", "机柜"),
        "power": translate("Devices", "电源"),
    }.get(room, room)


def word_of(state: DeviceState) -> str:
    return {
        DeviceState.ONLINE: translate("Devices", "正常"),
        DeviceState.BUSY: translate("Devices", "正忙"),
        DeviceState.STARTING: translate("Devices", "正在启动"),
        DeviceState.OFFLINE: translate("Devices", "没回答"),
        DeviceState.POWER_OFF: translate("Devices", "没通电"),
        DeviceState.NO_DEVICE: translate("Devices", "没找到"),
        DeviceState.HARDWARE_ERROR: translate("Devices", "坏了"),
        DeviceState.USER_ERROR: translate("Devices", "要人处理"),
        DeviceState.FRAUD_ATTEMPT: translate("Devices", "有人动手脚"),
        DeviceState.POTENTIAL_FRAUD: translate("Devices", "可能有人动"),
    }[state]


def mood_of(status: DeviceStatus) -> str:
    """`ok`, `warn` (it works, and wants a look), `bad`."""
    if status.state in FINE:
        return "warn" if status.detail else "ok"
    return "warn" if status.state is DeviceState.USER_ERROR else "bad"


def citizen_notice(room: str, status: DeviceStatus) -> CitizenNotice | None:
    """Only what a citizen can do something about: a printer low on toner is nobody's business but the technician's."""
    if status.state in FINE:
        return None
    match room:
        case "id_card_reader":
            title, text = translate("Devices", "读卡器坏了"), translate("Devices", "要刷身份证的事，请到窗口办")
        case "camera":
            title, text = translate("Devices", "摄像头坏了"), translate("Devices", "要拍照的事，请到窗口办")
        case "certificate_printer":
            title, text = "", translate("Devices", "证明现在打不出来，办完到窗口补打")
        case "receipt_printer" if status.detail == "paper_out":
            title, text = "", translate("Devices", "凭条纸用完了，办完拍下编号就行")
        case "receipt_printer":
            title, text = "", translate("Devices", "凭条现在打不出来，办完拍下编号就行")
        case _:
            return None
    return CitizenNotice(ICONS[room], title, text)
