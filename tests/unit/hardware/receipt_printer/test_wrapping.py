from hardware.receipt_printer.interface import TextLine
from hardware.receipt_printer.wrapping import columns_of, wrapped


def lines(text: str, columns: int, **style: bool) -> list[str]:
    return [part.text for part in wrapped(TextLine(text, **style), columns)]


def test_a_line_that_fits_stays_whole() -> None:
    assert lines("一二三", 6) == ["一二三"]


def test_an_empty_line_stays_a_line() -> None:
    assert lines("", 48) == [""]


def test_hanzi_break_anywhere() -> None:
    assert lines("一二三四五", 4) == ["一二", "三四", "五"]


def test_latin_breaks_between_words() -> None:
    assert lines("saved on this terminal", 13) == ["saved on this", "terminal"]


def test_a_word_longer_than_the_paper_is_broken_and_nothing_is_lost() -> None:
    assert lines("YX0120260318-0042", 8) == ["YX012026", "0318-004", "2"]


def test_a_comma_never_begins_a_line() -> None:
    assert lines("您的申请，已存好", 8) == ["您的申", "请，已存", "好"]


def test_the_value_of_a_label_goes_on_under_itself() -> None:
    assert lines("事项　一二三四五六七", 16) == ["事项　一二三四五", "      六七"]


def test_large_characters_take_twice_the_columns() -> None:
    assert lines("一二三四", 8, large=True) == ["一二", "三四"]


def test_every_part_keeps_the_style_and_fits() -> None:
    line = TextLine("接下来 what comes next 会打电话告诉您", "center", bold=True)
    parts = list(wrapped(line, 16))
    assert all((part.align, part.bold, part.large) == ("center", True, False) for part in parts)
    assert all(columns_of(part.text) <= 16 for part in parts)
