"""The self-test on the receipt printer: a slip that shows every kind of line, and the report in short. Pure."""

from __future__ import annotations

from datetime import datetime

from app.documents.readiness import ReadinessFacts, ReportRow, RowState, verdict_of
from hardware.receipt_printer.interface import FeedLine, QrLine, Receipt, RuleLine, TextLine

SELF_TEST_CODE = "便民终端自检 㐂𠮷 SELFTEST"
"""Chinese and two rare characters: a scanner with the wrong encoding reads it otherwise."""
SIGNS = {RowState.OK: "√", RowState.WARN: "！", RowState.BAD: "×", RowState.SKIPPED: "－"}
"""All in GB 2312: every printer's font has them."""


def self_test_slip(station: str, when: datetime) -> Receipt:
    """None of its lines is wider than 58 mm."""
    return (
        TextLine("打印机自检", "center", bold=True, large=True),
        TextLine(station, "center"),
        TextLine(f"{when:%Y-%m-%d %H:%M}", "center"),
        RuleLine(),
        TextLine("中文 ABC 123　，。《》（）￥％"),
        TextLine("生僻字：㐂 𠮷 𬎆"),
        TextLine("加粗：为人民服务", bold=True),
        TextLine("靠右：20 元", "right"),
        RuleLine(),
        QrLine(SELF_TEST_CODE),
        TextLine("请把这个码举到扫码窗前", "center"),
        TextLine("字整齐、码能扫，即为正常", "center"),
        FeedLine(1),
    )


def readiness_slip(facts: ReadinessFacts) -> Receipt:
    """The report for whoever stands before the machine; the paper with the signatures is the A4 one."""
    verdict = verdict_of(facts)
    return (
        TextLine("自检报告", "center", bold=True, large=True),
        TextLine(f"{facts.place} {facts.number}", "center"),
        TextLine(f"{facts.when:%Y-%m-%d %H:%M}", "center"),
        RuleLine(),
        *(line for row in facts.rows for line in _row(row)),
        RuleLine(),
        TextLine(verdict.words, "center", bold=True),
        *([TextLine(verdict.detail, "center")] if verdict.detail else ()),
        FeedLine(1),
    )


def _row(row: ReportRow) -> tuple[TextLine, ...]:
    head = TextLine(f"{SIGNS[row.state]} {row.part}", bold=row.state is RowState.BAD)
    if row.state is RowState.OK:
        return (head,)
    code = f" {row.code}" if row.code else ""
    todo = (TextLine(f"  → {row.what_to_do}"),) if row.what_to_do else ()
    return (head, TextLine(f"  {row.words}{code}"), *todo)
