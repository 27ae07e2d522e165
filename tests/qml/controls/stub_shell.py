"""The shell as Main.qml sees it, without a sitting behind it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot

ACTS = (
    "touched",
    "exitPressed",
    "stayPressed",
    "toggleElder",
    "toggleLow",
    "toggleLanguage",
    "toggleVoice",
    "toggleContrast",
    "callHelp",
)
PLAIN: dict[str, Any] = {
    "screen": "",
    "forward": True,
    "elder": False,
    "low": False,
    "contrast": False,
    "language": "zh_CN",
    "secondsLeft": 96,
    "secondsTotal": 120,
    "stillThere": False,
    "homeDock": False,
    "clock": None,
    "headTitle": "居民身份证换领",
    "headFact": "约 6 分钟办完",
    "personName": "",
    "marks": [],
    "marksVisible": False,
    "online": True,
    "voiceOn": False,
    "canCallHelp": True,
    "helpCalled": False,
    "keyboardDataPath": "",
}


def _reader(name: str) -> Callable[[StubShell], Any]:
    return lambda shell: shell.values[name]


def _caller(act: str) -> Callable[[StubShell], None]:
    return lambda shell: shell.calls.append(act)


class StubShell(QObject):
    """`calls` lists the slots that Main called; `put` changes what it shows."""

    changed = Signal()
    screenChanged = Signal()  # noqa: N815
    helpWanted = Signal()  # noqa: N815

    def __init__(self, **values: Any) -> None:
        super().__init__()
        self.values = PLAIN | values
        self.calls: list[str] = []

    def put(self, **values: Any) -> None:
        self.values |= values
        self.changed.emit()
        if "screen" in values:
            self.screenChanged.emit()

    def model(self) -> QObject:
        return self

    model = Property(QObject, model, notify=screenChanged)

    for _name, _value in PLAIN.items():
        locals()[_name] = Property(
            "QVariantList" if isinstance(_value, list) else QObject if _value is None else type(_value),
            _reader(_name),
            notify=screenChanged if _name == "screen" else changed,
        )

    for _act in ACTS:
        locals()[_act] = Slot(name=_act)(_caller(_act))
