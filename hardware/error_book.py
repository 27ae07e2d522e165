"""docs/devices/errors.md, made from the fault tables and the tree of errors, so that they cannot disagree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hardware.errors import HardwareError
from hardware.faults import FAULT_ROOMS, Fault, faults_of

DOCUMENT = Path("docs/devices/errors.md")
_HEAD = """# Device errors / 设备故障

Made by `python -m hardware write` from `hardware/*/faults.toml` and `hardware/errors.py`; change those, not this page.

`state` and `action` are words of XFS4IoT. A code stands in the heartbeat, in `kiosk device list`, in `kiosk doctor`
and on the technician's page of the terminal. A row without an action is a warning: the device still works.
"""

_COLUMNS = "| code | word | state | action | 是什么，怎么办 | what, and what to do |\n|---|---|---|---|---|---|"


def render() -> str:
    """The whole page."""
    rooms = "\n".join(_room(room) for room in FAULT_ROOMS)
    tree = "\n".join(_error(each) for each in _errors(HardwareError))
    return f"{_HEAD}\n{rooms}\n## What is raised\n\n| code | name | meaning |\n|---|---|---|\n{tree}\n"


def is_current(root: Path) -> bool:
    """Whether the page under the project's root says what the tables say."""
    page = root / DOCUMENT
    return page.exists() and page.read_text(encoding="utf-8") == render()


def write(root: Path) -> None:
    (root / DOCUMENT).write_text(render(), encoding="utf-8", newline="\n")


def doubled_codes() -> list[str]:
    """Codes that two faults carry."""
    codes = [fault.code for room in FAULT_ROOMS for fault in faults_of(room).values()]
    return sorted({code for code in codes if codes.count(code) > 1})


def _room(room: str) -> str:
    rows = "\n".join(_row(each) for each in faults_of(room).values())
    return f"## {room}\n\n{_COLUMNS}\n{rows}\n"


def _row(fault: Fault) -> str:
    chinese, english = f"{fault.zh}。{fault.zh_do}", f"{fault.en}. {fault.en_do}"
    return f"| {fault.code} | `{fault.word}` | {fault.state} | {fault.action or '—'} | {chinese} | {english} |"


def _errors(root: type[HardwareError]) -> Iterator[type[HardwareError]]:
    for each in root.__subclasses__():
        if each.__module__ == HardwareError.__module__:
            yield each


def _error(kind: type[HardwareError]) -> str:
    meaning = (kind.__doc__ or "").strip().split("\n")[0]
    return f"| {kind.code} | `{kind.__name__}` | {meaning} |"
