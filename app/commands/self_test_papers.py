"""The two printers at the self-test: a slip and a page, each confirmed by the printer itself."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.commands.check_devices import of_word
from app.commands.findings import Finding
from app.commands.trial import HAND_S, Trial, Tried, bad, told_only, warned, well
from app.domain.formats import CHINA

if TYPE_CHECKING:
    from hardware.receipt_printer.interface import Printed

PAGE_LIMIT_S = 120.0
A4 = "iso_a4_210x297mm"
HALF = "出纸口可能有半张，先撕掉。"
OUTSIDE_THE_TABLE = {
    "aborted": ("证明打印机没有打完就结束了", "看打印机面板上的提示，处理好再做一次"),
    "cancelled": ("任务在打印机上被取消了", "再做一次"),
    "leftover_job": ("打印机里还有一个没结束的旧任务", "在打印机上删掉旧任务，再做一次"),
}


def slip(trial: Trial) -> Tried:
    """Every kind of line a receipt has; its code is what the scanner reads next."""
    from app.documents.readiness_slip import SELF_TEST_CODE, self_test_slip
    from hardware.receipt_printer.interface import Printed

    bench = trial.bench
    begun = time.monotonic()
    receipt = self_test_slip(bench.station, bench.now().astimezone(CHINA))
    outcome = trial.device.print(receipt, trial.cancel, after_half=bench.half_receipt)
    if not isinstance(outcome, Printed):
        return Tried(not_printed(trial, outcome.cause, outcome.begun))
    bench.code, bench.half_receipt = SELF_TEST_CODE, False
    took = round(time.monotonic() - begun, 2)
    words = "自检条打好了" + left_the_mouth(trial, outcome)
    seen = "自检条上字整齐、“㐂𠮷”两个生僻字在，对吗？"
    done = well(trial, words, print_s=took, confirmed=True)
    return Tried(done, seen, "自检条打得不对", "查纸的正反面、打印头和 charset 设置")


def left_the_mouth(trial: Trial, printed: Printed) -> str:
    """Nothing stays behind for the first citizen: taken by a hand, or drawn back. Empty where no sensor tells."""
    from hardware.receipt_printer.interface import Retracted, SlipPresenter, Taken

    if not printed.presented or not isinstance(trial.device, SlipPresenter):
        return ""
    if trial.bench.hands.are_there:
        trial.ask("取走凭条")
        if isinstance(trial.device.slip_taken(HAND_S, trial.cancel), Taken):
            return "，已取走"
    return "，没人取，已收回" if isinstance(trial.device.retract(), Retracted) else "，还在出纸口"


def page(trial: Trial) -> Tried:
    """What it says it can do, then one page watched to its end."""
    from hardware.certificate_printer.interface import DocumentPrinted
    from hardware.testing.samples import sample_document

    facts = _abilities(trial.device)
    begun = time.monotonic()
    outcome = trial.device.print(sample_document(1), "self-test", PAGE_LIMIT_S, trial.cancel)
    if not isinstance(outcome, DocumentPrinted):
        return Tried(not_printed(trial, outcome.cause, outcome.begun, **facts))
    facts |= {"print_s": round(time.monotonic() - begun, 2), "pages": outcome.pages, "confirmed": True}
    if facts.get("a4_ready") is False:
        words, what_to_do = "测试页打好了，但打印机说纸盒里不是 A4", "纸盒里装 A4 纸，在打印机上把纸张设成 A4"
        return Tried(warned(trial, words, what_to_do, **facts))
    return Tried(well(trial, "测试页打完了，打印机确认", **facts))


def _abilities(printer: Any) -> dict[str, Any]:
    """Empty for a printer that cannot be asked. Raises HardwareError."""
    from hardware.certificate_printer.job_memory import TellsCapabilities

    if not isinstance(printer, TellsCapabilities):
        return {}
    can, levels = printer.capabilities(), printer.levels()
    toner = [each.percent for each in levels.supplies if each.percent is not None and not each.waste]
    return told_only(
        {
            "model": can.model,
            "format": can.document_format,
            "a4": A4 in can.media_supported if can.media_supported else None,
            "a4_ready": A4 in can.media_ready if can.media_ready else None,
            "toner_percent": min(toner, default=None),
        }
    )


def not_printed(trial: Trial, cause: str, begun: bool, **measured: Any) -> Finding:
    found = of_word(trial.room, cause, measured)
    if found is None:
        words, what_to_do = OUTSIDE_THE_TABLE.get(cause, (f"没打出来（{cause}）", "处理好再做一次"))
        found = bad(trial, words, what_to_do, **measured)
    return replace(found, what_to_do=HALF + found.what_to_do) if begun else found
