"""Large papers leave while the rest is still being filled in, where a station may read its cases anyway.

A terminal that stands alone sends nothing ahead: what it submits must not be opened here again, and what goes ahead is
kept readable until it is submitted. Small papers travel with their case in one request.
"""

from __future__ import annotations

import io
from dataclasses import replace
from hashlib import sha256

from app.domain.case import Attachment, NewAttachment, Submission, SubmittedCase
from app.domain.errors import TerminalError
from app.journeys.draft import Draft
from app.journeys.states import AtHome, AtStep, State
from app.runtime.centre_hand import CentreHand
from app.runtime.errands import Errands, said_failed
from app.runtime.machine import Machine
from app.runtime.submission import case_files
from app.runtime.worker import Worker

SMALLEST_BYTES = 256 << 10
"""What is smaller goes in one request with its case."""


class EarlyPapers:
    """The window's thread asks, the store's worker does it in order: what was asked before a case is saved is done."""

    def __init__(self, machine: Machine, errands: Errands, store: Worker, centre: CentreHand) -> None:
        self._machine = machine
        self._errands = errands
        self._store = store
        self._centre = centre
        self._case_id = ""
        self._asked: dict[str, bytes] = {}
        """By name, the paper of this case that was sent ahead last; the window's thread."""
        self._begun: dict[str, Attachment] = {}
        """What of it is in the store; the worker's thread."""

    def look(self, state: State) -> None:
        """What stands there now: new papers go, and those of a sitting that is over without a case are taken back."""
        match state:
            case AtStep(item=item, draft=draft, at_desk=True) if draft.consented:
                self._of(draft)
                for each in case_files(item, draft, None):
                    if len(each.content) >= SMALLEST_BYTES and self._asked.get(each.name) is not each.content:
                        self._send(draft.case_id, each)
            case AtHome():
                self._leave()
            case _:
                return

    def submission(self, whole: Submission) -> Submission:
        """In the store's worker: what went ahead as it is now does not go again."""
        ahead = [each for each in whole.attachments if self._is_begun(each)]
        if not ahead:
            return whole
        rest = tuple(each for each in whole.attachments if each not in ahead)
        return replace(whole, attachments=rest, begun=tuple(self._begun[each.name] for each in ahead))

    def saved(self, case: SubmittedCase) -> SubmittedCase:
        """In the store's worker: they belong to the case now."""
        self._begun = {}
        return case

    def _of(self, draft: Draft) -> None:
        if draft.case_id != self._case_id:
            self._leave()
            self._case_id = draft.case_id

    def _send(self, case_id: str, paper: NewAttachment) -> None:
        self._asked[paper.name] = paper.content

        def begin() -> None:
            self._begun.pop(paper.name, None)
            kept = self._machine.early().begin_early(case_id, paper.name, paper.media_type, io.BytesIO(paper.content))
            self._begun[paper.name] = kept

        def done(result: object) -> None:
            if not said_failed(result, TerminalError):  # else it goes with its case
                self._centre.sync_quietly()

        self._errands.loose(self._store, lambda _: begin(), done)

    def _leave(self) -> None:
        case_id, self._case_id = self._case_id, ""
        asked, self._asked = self._asked, {}
        if asked:
            self._errands.loose(self._store, lambda _: self._take_back(case_id), _done)

    def _take_back(self, case_id: str) -> None:
        """Of a case that was saved nothing is left to take back."""
        self._begun = {}
        self._machine.early().leave(case_id)

    def _is_begun(self, paper: NewAttachment) -> bool:
        known = self._begun.get(paper.name)
        return known is not None and known.sha256 == sha256(paper.content).hexdigest()


def _done(result: object) -> None:
    said_failed(result, TerminalError)
