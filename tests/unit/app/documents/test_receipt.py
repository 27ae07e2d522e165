from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from app.catalogue.loader import load_catalogue
from app.documents.receipt import ReceiptFacts, receipt_lines
from app.domain.service_item import LocalText, Milestone, ServiceItem
from hardware.receipt_printer.frames import Paper, job
from hardware.receipt_printer.interface import QrLine, Receipt, TextLine

URL = "https://zwfw.example.invalid/e/7K3M9QXT2VWP5H8R4N6C"


@pytest.fixture(scope="module")
def item() -> ServiceItem:
    milestones = (
        Milestone(0, LocalText("已提交到派出所", "Sent to the police station")),
        Milestone(3, LocalText("办好，打电话告诉您", "It is ready and we call you")),
    )
    return replace(load_catalogue().item("temporary-id-card"), milestones=milestones)


def calendar_day_after(start: date, days: int) -> date:
    return start + timedelta(days=days)


def facts(item: ServiceItem, **changes: object) -> ReceiptFacts:
    given: dict[str, object] = {
        "item": item,
        "number": "YX0120260318-0042",
        "name": "张小三",
        "station": "云溪县便民服务中心",
        "when": datetime(2026, 3, 18, 10, 24),  # noqa: DTZ001 - the station's wall clock
        "at_centre": True,
        "case_code": URL,
    }
    return ReceiptFacts(**{**given, **changes})  # type: ignore[arg-type]


def written(receipt: Receipt) -> str:
    return "\n".join(line.text for line in receipt if isinstance(line, TextLine))


def test_the_slip_names_item_number_station_and_time(item: ServiceItem) -> None:
    text = written(receipt_lines(facts(item), "zh_CN", calendar_day_after))
    for expected in ("临时居民身份证申领", "YX0120260318-0042", "云溪县便民服务中心", "2026-03-18 10:24"):
        assert expected in text


def test_a_whole_name_never_stands_on_the_slip(item: ServiceItem) -> None:
    text = written(receipt_lines(facts(item, name="张小三"), "zh_CN", calendar_day_after))
    assert "张*三" in text
    assert "小" not in text.replace("小票", "")


@pytest.mark.parametrize(("language", "words"), [("zh_CN", "扫码评一评，自愿"), ("en", "Scan to rate, if you like")])
@pytest.mark.parametrize("at_centre", [True, False])
def test_whoever_left_without_grading_may_do_so_by_the_code_on_the_slip(
    item: ServiceItem, language: str, words: str, *, at_centre: bool
) -> None:
    told = facts(item, at_centre=at_centre, case_code="", evaluation_url=URL)
    slip = receipt_lines(told, language, calendar_day_after)
    assert [line.content for line in slip if isinstance(line, QrLine)] == [URL]
    assert words in written(slip)


def test_an_item_that_is_not_graded_has_no_code_for_it(item: ServiceItem) -> None:
    told = facts(replace(item, evaluation=False), case_code="", evaluation_url=URL)
    slip = receipt_lines(told, "zh_CN", calendar_day_after)
    assert not any(isinstance(line, QrLine) for line in slip)
    assert "评" not in written(slip)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_where_somebody_acted_for_another_both_stand_there_masked(item: ServiceItem, language: str) -> None:
    text = written(receipt_lines(facts(item, name="王建国", agent="李秀英"), language, calendar_day_after))
    assert ("王*国" in text, "李*英" in text) == (True, True)
    assert "李秀英" not in text
    alone = written(receipt_lines(facts(item, name="王建国"), language, calendar_day_after))
    assert "代办" not in alone
    assert "Through" not in alone


def test_a_masked_name_stays_as_it_is(item: ServiceItem) -> None:
    for masked in ("张*三", "张*", "欧**明", "J*** S***"):
        assert masked in written(receipt_lines(facts(item, name=masked), "zh_CN", calendar_day_after))


def test_it_says_submitted_only_when_the_centre_has_it(item: ServiceItem) -> None:
    there = written(receipt_lines(facts(item), "zh_CN", calendar_day_after))
    here = written(receipt_lines(facts(item, at_centre=False), "zh_CN", calendar_day_after))
    assert "提交好了" in there
    assert "等网络" not in there
    assert "已存好，等网络" in here
    assert "提交好了" not in here
    assert "已提交" not in here


def test_what_comes_next_has_its_day(item: ServiceItem) -> None:
    text = written(receipt_lines(facts(item), "zh_CN", calendar_day_after))
    assert "今天" in text
    assert "3月21日前" in text
    assert "办好，打电话告诉您" in text


def test_the_holidays_of_the_catalogue_count(item: ServiceItem) -> None:
    text = written(receipt_lines(facts(item), "zh_CN", lambda start, days: start + timedelta(days=days + 7)))
    assert "3月28日前" in text


def test_the_fee_stands_there_only_when_there_is_one(item: ServiceItem) -> None:
    assert "费用" not in written(receipt_lines(facts(item), "zh_CN", calendar_day_after))
    paid = written(receipt_lines(facts(item, fee="10 元（已付）"), "zh_CN", calendar_day_after))
    assert "费用　10 元（已付）" in paid


def test_without_an_address_there_is_no_code(item: ServiceItem) -> None:
    with_code = receipt_lines(facts(item), "zh_CN", calendar_day_after)
    without = receipt_lines(facts(item, case_code=""), "zh_CN", calendar_day_after)
    assert [line.content for line in with_code if isinstance(line, QrLine)] == [URL]
    assert not any(isinstance(line, QrLine) for line in without)
    assert "扫码" not in written(without)


def test_english_speaks_english(item: ServiceItem) -> None:
    text = written(receipt_lines(facts(item, at_centre=False), "en", calendar_day_after))
    assert "waiting for the network" in text
    assert "by 21 Mar" in text
    assert "It is ready and we call you" in text


@pytest.mark.parametrize("width_mm", [58, 80])
@pytest.mark.parametrize("language", ["zh_CN", "zh_TW", "en"])
def test_a_common_name_needs_no_picture(item: ServiceItem, width_mm: int, language: str) -> None:
    receipt = receipt_lines(facts(item), language, calendar_day_after)

    def no_strip(line: TextLine, dots: int) -> bytes:
        raise AssertionError(f"{line.text} would be drawn at {dots} dots")

    assert b"".join(job(receipt, Paper(width_mm), no_strip)).endswith(b"\x1dVB\x00")


def test_another_copy_says_so_and_when_and_the_first_does_not(item: ServiceItem) -> None:
    later = facts(item).when + timedelta(days=2)
    first = written(receipt_lines(facts(item), "zh_CN", calendar_day_after))
    again = written(receipt_lines(facts(item, printed_again=later), "zh_CN", calendar_day_after))
    assert "补打" not in first
    assert f"补打　{later:%Y-%m-%d %H:%M}" in again
    assert "3月21日前" in again, "the days count from the application, not from the copy"
    english = written(receipt_lines(facts(item, printed_again=later), "en", calendar_day_after))
    assert "Printed again" in english


def test_a_case_that_was_given_another_number_says_which_one_no_longer_counts(item: ServiceItem) -> None:
    renumbered = facts(item, former_number="YX0120260318-0007")
    assert "原编号作废　YX0120260318-0007" in written(receipt_lines(renumbered, "zh_CN", calendar_day_after))
    assert "No longer valid  YX0120260318-0007" in written(receipt_lines(renumbered, "en", calendar_day_after))
    assert "作废" not in written(receipt_lines(facts(item), "zh_CN", calendar_day_after))


def test_a_desk_accepts_with_its_number_the_promised_day_and_the_clerk(item: ServiceItem) -> None:
    promised = replace(item, promised_days=2)
    there = written(receipt_lines(facts(promised, clerk="0042"), "zh_CN", calendar_day_after))
    for expected in ("受理凭证", "已受理", "工号 0042", "承诺 2 个工作日，2026年3月20日前办好", "YX0120260318-0042"):
        assert expected in there
    assert "提交好了" not in there


def test_a_desk_accepts_without_a_line_and_says_that_it_waits(item: ServiceItem) -> None:
    here = written(receipt_lines(facts(item, clerk="0042", at_centre=False), "zh_CN", calendar_day_after))
    assert "已受理，存在本窗口，等网络" in here
    assert "承诺" in here


def test_the_glass_speaks_of_no_acceptance(item: ServiceItem) -> None:
    text = written(receipt_lines(facts(item), "zh_CN", calendar_day_after))
    assert "受理" not in text
    assert "承诺" not in text
