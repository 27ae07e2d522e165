"""Asks the centre for slots while somebody books; gives back what a left sitting held."""

from __future__ import annotations

from functools import partial
from typing import Any

from app.domain.errors import CentreRefused, TerminalError
from app.journeys.appointment_commands import AppointmentCommand, AskSlots, CancelAppointment, GiveBackSlot, HoldSlot
from app.journeys.appointment_events import AppointmentCancelled, AppointmentNotCancelled, SlotAnswered, SlotsCame
from app.journeys.events import CentreDidNotAnswer, Event
from app.runtime.centre_hand import CentreHand
from app.runtime.errands import Errands, said_failed
from app.runtime.machine import Machine

CANCEL = "cancel"


class AppointmentHand:
    def __init__(self, machine: Machine, errands: Errands, centre: CentreHand) -> None:
        self._machine = machine
        self._errands = errands
        self._centre = centre

    def carry_out(self, command: AppointmentCommand) -> None:
        office = self._machine.appointments
        if office is None:
            self._nobody_answers(command)
            return
        match command:
            case AskSlots(item_code=item, place=place, case_id=case_id):
                self._centre.ask(lambda _: office().free(item, place, case_id), SlotsCame)
            case HoldSlot(item_code=item, case_id=case_id, wanted=wanted, card=card, move=move):
                self._centre.ask(lambda _: office().hold(item, case_id, wanted, card, move=move), SlotAnswered)
            case CancelAppointment(case_id=case_id, card=card):
                said = partial(_cancelled, case_id)
                self._errands.start(CANCEL, self._centre.questions, lambda _: office().cancel(case_id, card), said)
            case GiveBackSlot(case_id=case_id):
                self._errands.loose(self._centre.questions, lambda _: office().give_back(case_id), _given_back)

    def _nobody_answers(self, command: AppointmentCommand) -> None:
        match command:
            case AskSlots() | HoldSlot():
                self._errands.say(CentreDidNotAnswer())
            case CancelAppointment(case_id=case_id):
                self._errands.say(AppointmentNotCancelled(case_id))
            case GiveBackSlot():
                return


def _cancelled(case_id: str, result: Any) -> Event:
    if not said_failed(result, TerminalError):
        return AppointmentCancelled(case_id)
    return AppointmentNotCancelled(case_id, refused=isinstance(result.error, CentreRefused))


def _given_back(result: Any) -> None:
    """Without a line it runs out by itself."""
    said_failed(result, TerminalError)
