"""kiosk doctor --report, --print: what was found, as a file and on the station's own printers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from app.commands.check_devices import broken
from app.commands.ending import waiting
from app.commands.files import write_bytes
from app.commands.findings import ROOM_NAMES, Finding, Mark
from app.commands.measured_words import in_words
from app.commands.parsing import PACKAGE
from app.commands.self_test_papers import PAGE_LIMIT_S, left_the_mouth, not_printed
from app.commands.time_limit import within
from app.commands.trial import Bench, Trial
from app.documents.readiness import ReadinessFacts, ReportRow, RowState, readiness_pdf
from app.domain.errors import TerminalError
from app.domain.formats import CHINA
from app.domain.service_item import STATION_KIND_NAMES

if TYPE_CHECKING:
    from app.config import Settings

FILE, SLIP, PAPER = "报告文件", "报告凭条", "报告纸张"
PRINT_LIMIT_S = 150.0


def facts_of(
    settings: Settings, findings: Sequence[Finding], when: datetime, station_id: str, *, partial: bool
) -> ReadinessFacts:
    station = settings.station
    return ReadinessFacts(
        name=station.name,
        place=station.place,
        number=station.number,
        kind=STATION_KIND_NAMES[station.kind],
        station_id=station_id,
        version=_version(),
        when=when.astimezone(CHINA),
        rows=tuple(_row(each) for each in findings),
        absent=() if partial else tuple(name for room, name in ROOM_NAMES.items() if room not in settings.devices),
        partial=partial,
    )


def station_id_of(settings: Settings) -> str:
    """Empty before enrolment, and where the store cannot be opened."""
    from app.composition import open_parts

    try:
        with open_parts(settings) as parts:
            enrolment = parts.enroller.enrolment()
    except TerminalError:
        return ""
    return enrolment.station_id if enrolment else ""


def _row(finding: Finding) -> ReportRow:
    return ReportRow(
        part=finding.name,
        state=RowState(finding.state.value),
        words=finding.words,
        measured=in_words(finding.measured),
        what_to_do=finding.what_to_do,
        code=finding.code,
        is_device=finding.part in ROOM_NAMES or finding.part == "设备",
    )


def hand_out(
    settings: Settings,
    bench: Bench,
    facts: ReadinessFacts,
    findings: Iterable[Finding],
    file: Path | None,
    on_paper: bool,
) -> Iterator[Finding]:
    """The file first: a printer in trouble cannot take it away. Nothing is raised but what ends the command."""
    try:
        pdf = readiness_pdf(facts)
    except TerminalError as error:
        yield _failed(FILE, error)
        return
    if file is not None:
        yield _written(file, pdf)
    if on_paper:
        ill = {each.part for each in findings if each.state is Mark.BAD}
        for part, room in ((SLIP, "receipt_printer"), (PAPER, "certificate_printer")):
            yield _printed(settings, bench, facts, pdf, part, room, ill)


def _written(file: Path, pdf: bytes) -> Finding:
    try:
        write_bytes(file, pdf)
    except TerminalError as error:
        return _failed(FILE, error)
    return Finding(FILE, Mark.OK, f"写好了：{file}")


def _failed(part: str, error: TerminalError) -> Finding:
    return Finding(part, Mark.BAD, error.message, error.what_to_do, error.exit_code, error.code)


def _printed(
    settings: Settings, bench: Bench, facts: ReadinessFacts, pdf: bytes, part: str, room: str, ill: set[str]
) -> Finding:
    if room not in settings.devices:
        return Finding(part, Mark.SKIPPED, f"没有打：本机没有{ROOM_NAMES[room]}")
    if room in ill:
        return Finding(part, Mark.SKIPPED, f"没有打：{ROOM_NAMES[room]}有问题", "处理好后再做一次自检")
    with waiting() as asked_to_end:
        try:
            found = within(
                PRINT_LIMIT_S, lambda cancel: _on_paper(settings, bench, facts, pdf, room, cancel), asked_to_end
            )
        except Exception as error:  # noqa: BLE001 - the other paper and the file come all the same
            found = broken(room, error)
    asked_to_end.raise_if_set()
    return replace(found, part=part)


def _on_paper(settings: Settings, bench: Bench, facts: ReadinessFacts, pdf: bytes, room: str, cancel: Event) -> Finding:
    """Confirmed by the printer, or bad. Raises what the driver raises."""
    from hardware import open_device

    device = open_device(room, settings.devices[room])
    try:
        trial = Trial(room, device, settings.devices[room].options, bench, cancel)
        return _slip(trial, facts) if room == "receipt_printer" else _paper(trial, pdf)
    finally:
        device.close()


def _slip(trial: Trial, facts: ReadinessFacts) -> Finding:
    from app.documents.readiness_slip import readiness_slip
    from hardware.receipt_printer.interface import Printed

    outcome = trial.device.print(readiness_slip(facts), trial.cancel, after_half=trial.bench.half_receipt)
    if not isinstance(outcome, Printed):
        return not_printed(trial, outcome.cause, outcome.begun)
    return Finding(trial.room, Mark.OK, "打好了" + left_the_mouth(trial, outcome))


def _paper(trial: Trial, pdf: bytes) -> Finding:
    from hardware.certificate_printer.interface import DocumentPrinted

    outcome = trial.device.print(pdf, "readiness report", PAGE_LIMIT_S, trial.cancel)
    if not isinstance(outcome, DocumentPrinted):
        return not_printed(trial, outcome.cause, outcome.begun)
    return Finding(trial.room, Mark.OK, "打好了")


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return "源码"
