"""A receipt that shows everything a printer must be able to do."""

from __future__ import annotations

from hardware.receipt_printer.interface import FeedLine, QrLine, Receipt, RuleLine, TextLine


def sample_receipt() -> Receipt:
    """25 lines and a code, none wider than 58 mm; the name has characters no printer's font holds."""
    return (
        TextLine("便民终端", "center", bold=True, large=True),
        TextLine("打印机自检", "center"),
        RuleLine(),
        *(TextLine(f"第 {number:02d} 行　中文 ABC 123") for number in range(1, 17)),
        TextLine("标点　，。《》（）￥％"),
        TextLine("生僻字：㐂 𠮷 𬎆"),
        TextLine("加粗：为人民服务", bold=True),
        TextLine("靠右：20 元", "right"),
        RuleLine(),
        QrLine("https://example.invalid/verify/SELFTEST"),
        TextLine("以上整齐、码能扫，即为正常", "center"),
        FeedLine(1),
    )
