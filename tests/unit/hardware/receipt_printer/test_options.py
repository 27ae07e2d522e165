import re
from pathlib import Path

import pytest

import hardware.receipt_printer.options as options_module
from hardware.errors import OptionInvalid
from hardware.receipt_printer.frames import Paper
from hardware.receipt_printer.options import Options, Timing, read_options

MANUAL = Path(__file__).parents[4] / "docs" / "devices" / "receipt-printer.md"


def test_nothing_set_is_an_80_mm_printer_without_presenter() -> None:
    assert read_options({}) == Options(Paper(80, "gbk"), Timing(), "end", (), False, None)


def test_what_is_set_is_used() -> None:
    read = read_options({"width_mm": 58, "charset": "gb2312", "wait_for_hand_s": 30, "fonts": ["a.ttf"]})
    assert read.paper == Paper(58, "gb2312")
    assert read.timing.wait_for_hand_s == 30
    assert read.fonts == ("a.ttf",)


@pytest.mark.parametrize("name", ["answer_limit_s", "confirm_limit_s", "wait_for_hand_s"])
@pytest.mark.parametrize("value", [-1, float("inf"), float("nan")])
def test_a_time_that_is_none_is_an_invalid_option(name: str, value: float) -> None:
    with pytest.raises(OptionInvalid) as problem:
        read_options({name: value})
    assert name in problem.value.message


def test_every_key_is_in_the_manual() -> None:
    source = Path(options_module.__file__).read_text("utf-8")
    keys = set(re.findall(r'"((?:presenter|width|charset|confirm|fonts|answer|wait|byte)\w*)"', source))
    assert {"width_mm", "wait_for_hand_s", "presenter", "presenter_ask", "presenter_retract"} <= keys
    missing = [key for key in keys if f"`{key}`" not in MANUAL.read_text("utf-8")]
    assert missing == []
