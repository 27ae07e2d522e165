"""What a clerk does about a mailing: types the number, has it ordered again or cancelled, says how it ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from app.central.mailings.over_http import WAYBILL
from app.central.storage import mailings
from app.central.storage.database import Database
from app.central.storage.mailings import MailingRow
from app.central.storage.moment import now
from app.domain.errors import WrongInput
from app.domain.mailing import TO_A_PERSON, MailingState


def typed(database: Database, mailing_id: str, number: str) -> MailingRow:
    """The clerk sent it. Not while a carrier may have heard of it: then it is cancelled first. Raises WrongInput."""
    waybill = number.strip().upper()
    if not WAYBILL.fullmatch(waybill):
        raise WrongInput("单号不对。", "写 6 到 40 位字母和数字。")

    def sent(connection: Connection, row: MailingRow, at: datetime) -> MailingRow:
        if row.state in TO_A_PERSON:
            row = _next(connection, row, at)
        elif row.state is not MailingState.WAITING or row.by_carrier:
            raise _changed()
        return replace(row, state=MailingState.PICKED_UP, waybill=waybill, due_at=None)

    return _done(database, mailing_id, sent)


def again(database: Database, mailing_id: str) -> MailingRow:
    """The carrier is to come another time, under another id. Raises WrongInput."""

    def once_more(connection: Connection, row: MailingRow, at: datetime) -> MailingRow:
        if row.state not in TO_A_PERSON:
            raise _changed()
        return _next(connection, row, at)

    return _done(database, mailing_id, once_more)


def stop(database: Database, mailing_id: str, *, has_carrier: bool) -> MailingRow:
    """The carrier is not to come; without one the clerk has told it himself. Raises WrongInput."""

    def ended(_connection: Connection, row: MailingRow, at: datetime) -> MailingRow:
        if not row.by_carrier or row.state not in (MailingState.WAITING, MailingState.ORDERED):
            raise _changed()
        if not has_carrier:
            return replace(row, state=MailingState.CANCELLED, due_at=None)
        return replace(row, ending=True, due_at=at)

    return _done(database, mailing_id, ended)


def close(database: Database, mailing_id: str, state: MailingState) -> MailingRow:
    """How one that a clerk sent ended, or that nothing is sent any more (`ended`). Raises WrongInput."""

    def over(_connection: Connection, row: MailingRow, _at: datetime) -> MailingRow:
        on_hand = row.state is MailingState.PICKED_UP and not row.by_carrier
        gives_up = row.state in TO_A_PERSON or (row.state is MailingState.WAITING and not row.by_carrier)
        if not (on_hand if state in (MailingState.DELIVERED, MailingState.FAILED) else gives_up):
            raise _changed()
        return replace(row, state=state, due_at=None)

    return _done(database, mailing_id, over)


Change = Callable[[Connection, MailingRow, datetime], MailingRow]


def _done(database: Database, mailing_id: str, change: Change) -> MailingRow:
    """On the newest of its case, one clerk at a time."""
    with database.write() as connection:
        row = mailings.held(connection, mailing_id)
        if row is None or mailings.last_of(connection, [row.case_id])[row.case_id].id != row.id:
            raise _changed()
        at = now()
        after = replace(change(connection, row, at), changed_at=at)
        mailings.keep(connection, after)
    return after


def _next(connection: Connection, row: MailingRow, at: datetime) -> MailingRow:
    following = mailings.new(row.case_id, row.ordinal + 1, MailingState.WAITING, at)
    mailings.add(connection, following)
    return following


def _changed() -> WrongInput:
    return WrongInput("这一件已经变了，或者不能这样办。", "请再看一遍。")
