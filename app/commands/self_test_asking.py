"""Reader, scanner and keypad at the self-test: what wants a card, a code, a finger. Nothing personal is told."""

from __future__ import annotations

import math
import time

from app.commands.trial import Trial, Tried, bad, nobody_did, warned, well


def card(trial: Trial) -> Tried:
    """Whatever card lies there. Of it only its kind is told, and whether its check digit is right."""
    from hardware.id_card_reader.interface import CardRead, CardUnreadable

    trial.ask("把一张身份证放到读卡区；已经放着的，拿开再放")
    begun = time.monotonic()
    outcome = trial.device.read(trial.patience_s, trial.cancel)
    sam = str(getattr(trial.device, "sam_id", ""))
    match outcome:
        case CardRead():
            took = round(time.monotonic() - begun, 2)
            facts = {"sam_id": outcome.sam_id or sam, "card_kind": outcome.kind.value, "read_s": took}
            if outcome.id_number_valid:
                return Tried(well(trial, "读出一张卡，校验位对", check_digit_valid=True, **facts))
            words, what_to_do = "读出一张卡，号码校验位不对", "换一张卡再试；都不对就换读卡器"
            return Tried(warned(trial, words, what_to_do, check_digit_valid=False, **facts))
        case CardUnreadable(sw3):
            words, what_to_do = "卡放着，没读出来", "放平，别晃，再做一次；换一张卡也不行就换读卡器"
            return Tried(bad(trial, words, what_to_do, sam_id=sam, sw3=f"{sw3:02X}"))
        case _:
            waited = "没有等到卡"
            what_to_do = "把卡放到读卡区再做一次；已经放着的，拿开再放"
            return Tried(nobody_did(trial, "没有试读卡（要人放卡）", waited, what_to_do, sam_id=sam))


def code(trial: Trial) -> Tried:
    """The slip's code where one was printed, otherwise any. What another code says is nobody's business."""
    from hardware.code_scanner.interface import CodeScanned

    wanted = trial.bench.code
    trial.ask("把自检条上的码举到扫码窗前" if wanted else "把任意一个条码或二维码举到扫码窗前")
    outcome = trial.device.scan(trial.patience_s, trial.cancel)
    if not isinstance(outcome, CodeScanned):
        what_to_do = "对准扫码窗再做一次；扫码器没有红光就查它的电源"
        return Tried(nobody_did(trial, "没有试扫码（要人举码）", "没有等到码", what_to_do))
    if wanted and outcome.text != wanted:
        words, what_to_do = "扫到一个码，和自检条上的不一样", "用自检条上的码再试；还不一样就改 encoding 设置"
        return Tried(warned(trial, words, what_to_do, symbology=outcome.symbology, same_as_slip=False))
    symbology = None if outcome.symbology == "Unknown" else outcome.symbology
    return Tried(well(trial, "扫到了码", symbology=symbology, same_as_slip=True if wanted else None))


def press(trial: Trial) -> Tried:
    """A pad lights up and speaks when it asks, so it asks only where somebody is there to press."""
    from hardware.evaluation_keypad.interface import Evaluated, EvaluationCancelled

    untried = "没有试按键（要人按键）"
    if not trial.bench.hands.are_there:
        return Tried(nobody_did(trial, untried, "", ""))
    trial.ask("在评价器上按任意一个评价键")
    outcome = trial.device.ask(math.ceil(trial.patience_s), cancel=trial.cancel)
    match outcome:
        case Evaluated(grade):
            return Tried(well(trial, "按键收到了", grade=grade))
        case EvaluationCancelled():
            return Tried(warned(trial, "按的是取消键，评价键没有试", "再做一次，按任意一个评价键"))
        case _:
            return Tried(nobody_did(trial, untried, "没有等到按键", "再做一次；按了没反应就报修"))
