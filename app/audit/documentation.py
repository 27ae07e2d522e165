"""docs/operations/audit-events.md, made from the catalogue, so that the two cannot disagree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from app.audit.event_types import EventType, event_types
from app.audit.field_types import FIELD_TYPE_MEANINGS

DOCUMENT = Path("docs/operations/audit-events.md")

_HEAD = """# 审计事件

本页由 `python -m app.audit write` 从 `app/audit/events.toml` 生成，请改那里，不要改这里。

每条记录是一行规范 JSON：`sequence` 序号、`at` 时间（UTC）、`event` 事件名、`fields` 字段。
记录的散列 = SHA-256(前一条的散列 ‖ 本条记录)，第一条之前是 32 个零字节；`kiosk audit verify` 从头核对。
字段只能是编号、代码、数目和摘要，写不进姓名、证件号码、地址、电话。
"""


def render() -> str:
    """The whole page."""
    rows = "\n".join(_row(each) for each in event_types().values())
    types = "\n".join(f"- `{name}`：{meaning}" for name, meaning in FIELD_TYPE_MEANINGS.items())
    return f"{_HEAD}\n| 事件 | 级别 | 含义 | 字段 |\n|---|---|---|---|\n{rows}\n\n字段类型：\n\n{types}\n"


def is_current(root: Path) -> bool:
    """Whether the page under the project's root says what the catalogue says."""
    page = root / DOCUMENT
    return page.exists() and page.read_text(encoding="utf-8") == render()


def write(root: Path) -> None:
    (root / DOCUMENT).write_text(render(), encoding="utf-8", newline="\n")


def _row(event: EventType) -> str:
    return f"| `{event.name}` | {event.severity} | {event.meaning} | {'、'.join(_fields(event)) or '—'} |"


def _fields(event: EventType) -> Iterator[str]:
    return (f"`{name}` ({kind})" for name, kind in event.fields.items())
