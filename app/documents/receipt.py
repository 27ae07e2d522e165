"""The slip (凭条) a person takes home: what was handed in, whether the centre has it, and what comes next. Pure.

It lies in a slot and in a waste bin: no full name, no ID number, no address, no phone stands on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from app.documents.receipt_words import CHINESE, ENGLISH, ReceiptWords
from app.domain.appointments import Appointment
from app.domain.formats import mask_name
from app.domain.service_item import Milestone, ServiceItem
from hardware.receipt_printer.interface import FeedLine, QrLine, Receipt, ReceiptLine, RuleLine, TextLine

WorkingDayAfter = Callable[[date, int], date]


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    """What the slip says. `name` is masked here once more, whoever masked it before; so is `agent`, who acts for them.

    `fee` is ready text (`20 元（已付）`), `case_code` is for a terminal's scanner, `evaluation_url`
    a page behind a code; all may be empty.
    `at_centre`: the centre has taken the case; only then may the slip say 提交好了.
    `printed_again`: when this further copy was printed; None on the first.
    `former_number`: what an earlier slip calls the case, where another case has that number.
    `appointment`: what is booked; it stands only once the centre has the case, and `refused` says why it does not.
    `clerk`: the staff number of whoever accepted it at a desk; then the slip says 受理, with the promised day.
    """

    item: ServiceItem
    number: str
    name: str
    station: str
    when: datetime
    at_centre: bool
    fee: str = ""
    case_code: str = ""
    printed_again: datetime | None = None
    former_number: str = ""
    agent: str = ""
    clerk: str = ""
    appointment: Appointment | None = None
    refused: str = ""
    evaluation_url: str = ""


def receipt_lines(facts: ReceiptFacts, language: str, working_day_after: WorkingDayAfter) -> Receipt:
    """`language` is zh_CN, zh_TW (as zh_CN) or en; `working_day_after` knows the holidays."""
    words = ENGLISH if language == "en" else CHINESE
    return (
        TextLine(facts.station, "center", bold=True),
        TextLine(words.desk_title if facts.clerk else words.title, "center", bold=True, large=True),
        *_copy(facts, words),
        RuleLine(),
        *_case(facts, language, words),
        RuleLine(),
        *_standing(facts, words),
        *_booked(facts, language, words),
        *_promise(facts, words, working_day_after),
        *_next(facts, language, words, working_day_after),
        *_progress(facts, words),
        *_evaluation(facts, words),
        RuleLine(),
        TextLine(words.hotline, "center"),
        TextLine(words.keep, "center"),
        FeedLine(1),
    )


def _copy(facts: ReceiptFacts, words: ReceiptWords) -> Iterator[ReceiptLine]:
    if facts.printed_again is not None:
        yield TextLine(f"{words.again}{facts.printed_again:%Y-%m-%d %H:%M}", "center", bold=True)


def _case(facts: ReceiptFacts, language: str, words: ReceiptWords) -> Iterator[ReceiptLine]:
    yield TextLine(f"{words.item}{facts.item.name.in_language(language)}")
    yield TextLine(f"{words.number}{facts.number}", bold=True)
    if facts.former_number:
        yield TextLine(f"{words.former}{facts.former_number}")
    if facts.name:  # another copy of a slip whose case is sealed to the centre: this station knows the name no more
        yield TextLine(f"{words.person}{mask_name(facts.name)}")
    if facts.agent:
        yield TextLine(f"{words.agent}{mask_name(facts.agent)}")
    yield TextLine(f"{words.when}{facts.when:%Y-%m-%d %H:%M}")
    if facts.fee:
        yield TextLine(f"{words.fee}{facts.fee}")
    if facts.clerk:
        yield TextLine(f"{words.clerk}{facts.clerk}")


def _booked(facts: ReceiptFacts, language: str, words: ReceiptWords) -> Iterator[ReceiptLine]:
    """When and where, and what to bring: the sentences of the notice."""
    terms, booked = facts.item.appointment, facts.appointment
    place = terms.place(booked.place) if terms is not None and booked is not None else None
    if booked is None or place is None or facts.refused:
        return
    yield FeedLine(1)
    if not facts.at_centre:
        yield TextLine(words.not_booked_yet, bold=True)
    yield TextLine(f"{words.come}{words.moment(booked.day, booked.at)}", bold=facts.at_centre)
    yield TextLine(f"{words.place}{place.name.in_language(language)}")
    yield TextLine(f"{words.address}{place.address.in_language(language)}")
    yield FeedLine(1)
    yield TextLine(words.before_coming, bold=True)
    for sentence in facts.item.notice:
        yield TextLine(sentence.in_language(language))


def _standing(facts: ReceiptFacts, words: ReceiptWords) -> Iterator[ReceiptLine]:
    if facts.refused:
        yield TextLine(words.not_booked if facts.appointment is not None else words.refused, bold=True)
        yield TextLine(facts.refused)
    elif facts.clerk:
        yield TextLine(words.accepted if facts.at_centre else words.accepted_here, bold=True)
    else:
        done = words.submitted if facts.appointment is None else words.booked
        yield TextLine(done if facts.at_centre else words.saved, bold=True)
    if not facts.at_centre:
        yield from (TextLine(line) for line in words.saved_means)


def _promise(facts: ReceiptFacts, words: ReceiptWords, working_day_after: WorkingDayAfter) -> Iterator[ReceiptLine]:
    """A desk promises a day on which it accepts, with or without a line."""
    if facts.clerk:
        due = working_day_after(facts.when.date(), facts.item.promised_days)
        yield TextLine(words.promised(facts.item.promised_days, due))


def _next(
    facts: ReceiptFacts, language: str, words: ReceiptWords, working_day_after: WorkingDayAfter
) -> Iterator[ReceiptLine]:
    if facts.refused:
        return
    ahead = [each for each in facts.item.milestones if facts.at_centre or each.days > 0]
    if not ahead:
        return
    yield FeedLine(1)
    yield TextLine(words.next if facts.at_centre else words.next_once_sent, bold=True)
    for milestone in ahead:
        yield TextLine(f"{_when(milestone, facts.when.date(), words, working_day_after)}{_text(milestone, language)}")


def _when(milestone: Milestone, today: date, words: ReceiptWords, working_day_after: WorkingDayAfter) -> str:
    return words.today if milestone.days == 0 else words.before(working_day_after(today, milestone.days))


def _text(milestone: Milestone, language: str) -> str:
    return milestone.text.in_language(language)


def _progress(facts: ReceiptFacts, words: ReceiptWords) -> Iterator[ReceiptLine]:
    if facts.case_code:
        yield FeedLine(1)
        yield QrLine(facts.case_code)
        yield TextLine(words.scan, "center")


def _evaluation(facts: ReceiptFacts, words: ReceiptWords) -> Iterator[ReceiptLine]:
    """好差评 on the phone: for whoever left without grading."""
    if facts.evaluation_url and facts.item.evaluation:
        yield FeedLine(1)
        yield QrLine(facts.evaluation_url)
        yield TextLine(words.grade, "center")
