"""Keeps what a clerk is in the middle of, in the store's worker; the window never waits for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from app.domain.drafts import DraftBook, KeptDraft
from app.domain.errors import TerminalError
from app.journeys.commands import ForgetDraft, KeepDraft
from app.runtime.draft_keeping import kept_of
from app.runtime.errands import Errands, said_failed
from app.runtime.film_hand import FilmHand
from app.runtime.machine import Machine
from app.runtime.worker import Worker


class DraftHand:
    """A store that fails loses no more than the draft: the case itself is saved, or told as not saved, by itself."""

    def __init__(self, machine: Machine, errands: Errands, store: Worker, film: FilmHand) -> None:
        self._machine = machine
        self._errands = errands
        self._store = store
        self._film = film

    def carry_out(self, command: KeepDraft | ForgetDraft, operator: str) -> None:
        match command:
            case KeepDraft(item=item, draft=draft, step=step):
                kept = kept_of(item, draft, step, operator, self._machine.now())
                self._do(lambda book: book.keep(kept))
            case ForgetDraft(case_id=case_id):
                self.forget(case_id)

    def forget(self, case_id: str) -> None:
        """And the film that goes with it: what was saved as a case has its own."""
        self._do(lambda book: book.forget(case_id))
        self._errands.loose(self._store, lambda _: self._film.forget(case_id), _done)

    def look(self, done: Callable[[Sequence[KeptDraft]], None]) -> None:
        """What is kept, the newest first; nothing where the store cannot be asked."""
        book = self._machine.drafts
        if book is not None:
            self._errands.look(self._store, lambda: book().kept(), done)

    def _do(self, act: Callable[[DraftBook], None]) -> None:
        book = self._machine.drafts
        if book is not None:
            self._errands.loose(self._store, lambda _: act(book()), lambda result: _done(result))


def _done(result: Any) -> None:
    said_failed(result, TerminalError)
