"""kiosk doctor: every device, the database, the disk, the clock, the keys, the centre: state, and what to do."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from app.commands.findings import Finding, Mark
from app.commands.output import EXIT_DONE, EXIT_NEEDS_A_HAND, EXIT_NO_DEVICE, EXIT_STORAGE, add_common, say, settings_of

WORST_FIRST = (EXIT_STORAGE, EXIT_NO_DEVICE, EXIT_NEEDS_A_HAND)


def fill(parser: argparse.ArgumentParser) -> None:
    add_common(parser).set_defaults(act=_doctor)


FILL = {"doctor": fill}


def _doctor(args: argparse.Namespace) -> int:
    """0 when the terminal can work, also when the centre is away; otherwise the code of the worst that was found."""
    from app.commands.check_devices import check_devices
    from app.commands.check_machine import check_clock, check_disk
    from app.commands.check_store import check_store

    settings = settings_of(args)
    findings = [*check_devices(settings), *check_store(settings), check_disk(settings.data_dir), check_clock()]
    documents = [{key: value for key, value in asdict(each).items() if key != "exit_code"} for each in findings]
    say(args, documents, [_line(each) for each in findings])
    found = {each.exit_code for each in findings if each.state is Mark.BAD}
    return next((code for code in WORST_FIRST if code in found), EXIT_DONE)


def _line(finding: Finding) -> str:
    mark = {Mark.OK: "✓", Mark.WARN: "！", Mark.BAD: "✗"}[finding.state]
    todo = f"　→ {finding.what_to_do}" if finding.what_to_do else ""
    return f"{mark} {finding.part}　{finding.words}{todo}"
