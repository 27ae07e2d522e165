"""Asks in the background what is known of a person already: nobody waits for it, without a line nothing is known."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from app.catalogue.prefill_sources import LICENCE
from app.domain.errors import TerminalError
from app.domain.person_file import PersonFile
from app.domain.ports import ELicence
from app.journeys.events import Event
from app.journeys.knowing_commands import AskLicenceFacts, AskPersonFile, KnowingCommand
from app.journeys.knowing_events import KnownCame
from app.runtime.errands import Errands, said_failed
from app.runtime.machine import Machine
from app.runtime.worker import Worker

FILE, FACTS = "person-file", "licence-facts"


class KnowingHand:
    def __init__(self, machine: Machine, errands: Errands) -> None:
        self._machine = machine
        self._errands = errands
        self.worker = Worker("person-file")
        """Of its own: the questions somebody waits for do not stand in line behind these."""

    def carry_out(self, command: KnowingCommand) -> None:
        match command:
            case AskPersonFile(case_id=case_id, item_code=item, card=card):
                office = self._machine.person_file
                if office is None:
                    return
                self._errands.stop(FILE)
                came = partial(_came, case_id, True)
                self._errands.start(FILE, self.worker, lambda _: office().told(item, card), came)
            case AskLicenceFacts(case_id=case_id, codes=codes, card=card):
                self._errands.stop(FACTS)
                services, came = self._machine.services, partial(_came, case_id, False)
                self._errands.start(FACTS, self.worker, lambda _: facts_of(services().licences(card, codes)), came)


def facts_of(licences: Sequence[ELicence]) -> PersonFile:
    """By the source's name: `e_licence.CODE.KEY`."""
    return PersonFile({f"{LICENCE}{each.code}.{key}": said for each in licences for key, said in each.facts.items()})


def _came(case_id: str, from_file: bool, result: Any) -> Event | None:
    if said_failed(result, TerminalError):
        return None
    told: PersonFile = result
    return KnownCame(case_id, told, from_file)
