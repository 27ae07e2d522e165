"""The station of a chaos run: real store, real sync, real print ledger and driver, in a fork of a warm process.

    python -m tests.chaos.station COUNTDOWN_FILE

A life opens the data directory, does its acts one after the other and tells of each before and after; between two it
waits to be told to go on, so that whoever plans the run can put the centre back on its feet in time.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import httpcore  # noqa: F401 - imported before the first fork

from app.commands.submitting import application
from app.composition.parts import Parts
from app.config import load_settings
from app.domain.errors import CentreRefused, CentreUnreachable, WrongInput
from app.domain.evaluation import Evaluation, EvaluationChannel, Grade
from app.domain.prints import PaperKind
from app.runtime.print_jobs import print_receipt
from app.storage import opening  # noqa: F401 - imported before the first fork
from app.sync import limits
from hardware import DeviceSettings, HardwareError, TextLine, open_device
from tests.chaos import material
from tests.chaos.countdown import Countdown, watch
from tests.chaos.zygote import hear, live, say

PACKED_FROM = 3
"""Events: the batches of a run are small, and both forms of a batch shall travel."""
WATCHED = ("app/storage/", "app/sync/", "app/runtime/print_jobs", "sqlalchemy/engine/default", "httpcore/_backends/")
WATCHED += ("hardware/transport/", "hardware/receipt_printer/run", "hardware/receipt_printer/conversation")


class Life:
    def __init__(self, parts: Parts, printer_address: str) -> None:
        self._parts = parts
        self._printer_address = printer_address

    def enrol(self, url: str, code: str, kind: str) -> dict[str, Any]:
        enrolment = self._parts.enroller.enrol(url, code, kind)
        return {"station_id": enrolment.station_id}

    def submit(self, case: Mapping[str, Any]) -> dict[str, Any]:
        spec = material.CaseSpec.read(case)
        data = dict(material.sample(spec.item, spec.person).data)
        saved = self._parts.store.submit(application(self._parts, spec.item, data, material.files_of(spec), spec.id))
        return {"number": saved.number}

    def evaluate(self, case_id: str) -> dict[str, Any]:
        if self._parts.store.case(case_id) is None:
            return {"left_out": "no case"}
        grade = Evaluation(case_id, Grade.GOOD, EvaluationChannel.PAD, (), "")
        return {"evaluated": self._parts.store.evaluate(grade)}

    def print(self, case_id: str) -> dict[str, Any]:
        case = self._parts.store.case(case_id)
        if case is None:
            return {"left_out": "no case"}
        try:
            job = self._parts.prints.queue(case_id, PaperKind.RECEIPT, case.number, "zh_CN")
        except WrongInput:
            return {"left_out": "printed before, or a person must look first"}
        lines = tuple(TextLine(each) for each in material.slip_text(case.number, job.id))
        printer: Any = open_device("receipt_printer", DeviceSettings(self._printer_address))
        try:
            outcome = print_receipt(self._parts.prints, printer, job, lambda: lines)
        except HardwareError as error:
            return {"failed": error.code}
        finally:
            printer.close()
        return {"printed": type(outcome).__name__}

    def sync(self) -> dict[str, Any]:
        try:
            return asdict(self._parts.synchronizer.once())
        except (CentreUnreachable, CentreRefused) as error:
            return {"failed": error.code, "message": error.message}


def begin(countdown: Countdown, asked: Mapping[str, Any]) -> None:
    parts = Parts(load_settings(Path(asked["data_dir"])))
    parts.__dict__["catalogue"] = material.catalogue()
    life = Life(parts, asked["printer"])
    watch(countdown.cells, WATCHED)
    parts.prints.take_stock()
    for place, act in enumerate(asked["acts"]):
        say(next=place)
        hear()
        words = dict(act)
        say(did=place, told=getattr(life, words.pop("act"))(**words))
    say(next=len(asked["acts"]))
    hear()
    sys.setprofile(None)
    parts.close()


if __name__ == "__main__":
    limits.PACKED_FROM = PACKED_FROM
    material.warm()
    steps = Countdown(Path(sys.argv[1]))
    live(lambda asked: begin(steps, asked))
