"""Asking the centre about cases while a person stands here. Implements the port `CaseFollowing`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, TypeVar
from urllib.parse import quote

from app.catalogue.appointment_reader import appointment_of
from app.domain.case import CaseStatus
from app.domain.following import Asked, FollowedCase, Happened, Happening, OfficeWord, ReadyResult
from app.domain.mailing import Mailing, MailingState
from app.domain.person import IdentityCard
from app.sync.failures import CentreAnsweredWrongly
from app.sync.proof import proof_of
from app.sync.seal import ReplyKey
from app.sync.session import Sessions

T = TypeVar("T")
PATH = "/api/v1/followed-cases"


class CentreFollowing:
    def __init__(self, sessions: Sessions, clock: Callable[[], datetime]) -> None:
        self._sessions = sessions
        self._clock = clock

    def cases_of(self, card: IdentityCard) -> Sequence[FollowedCase]:
        reply = ReplyKey()
        answer = self._ask("", proof_of(card, self._clock()), reply)
        return _each(reply.open(answer), _case)

    def track(self, number: str, last_digits: str, mark: str = "") -> FollowedCase:
        reply = ReplyKey()
        named = {"mark": mark} if mark else {"number": number}
        answer = self._ask("/by-number", {**named, "last_digits": last_digits}, reply)
        return _told(reply.open(answer), _case)

    def result(self, case: FollowedCase, result: ReadyResult, card: IdentityCard) -> bytes:
        session, reply = self._sessions.current(), ReplyKey()
        asked = {"sealed": session.sealer.json_text(proof_of(card, self._clock())), "reply_to": reply.recipient}
        path = f"{PATH}/{quote(case.id, safe='')}/results/{quote(result.name, safe='')}"
        content = reply.open_file(session.http.post_json(path, asked).body)
        if sha256(content).hexdigest() != result.sha256:
            raise CentreAnsweredWrongly("结果文件和登记的不一样")
        return content

    def _ask(self, path: str, question: Mapping[str, str], reply: ReplyKey) -> Any:
        session = self._sessions.current()
        asked = {"sealed": session.sealer.json_text(dict(question)), "reply_to": reply.recipient}
        return session.http.post_json(PATH + path, asked).fields().get("sealed")


def _told(value: Any, make: Callable[[Mapping[str, Any]], T]) -> T:
    """Raises CentreAnsweredWrongly for what is no such thing."""
    try:
        if isinstance(value, dict):
            return make(value)
    except (KeyError, TypeError, ValueError):
        pass  # told below: what stands in it is a person's
    raise CentreAnsweredWrongly("办件读不懂")


def _each(values: Any, make: Callable[[Mapping[str, Any]], T]) -> tuple[T, ...]:
    if not isinstance(values, list):
        raise CentreAnsweredWrongly("办件读不懂")
    return tuple(_told(each, make) for each in values)


def _case(told: Mapping[str, Any]) -> FollowedCase:
    return FollowedCase(
        id=str(told["id"]),
        number=str(told["number"]),
        item_code=str(told["item"]),
        item_version=str(told["item_version"]),
        status=CaseStatus(told["status"]),
        submitted_at=_moment(told["submitted_at"]),
        reason=str(told["reason"]),
        story=_each(told["story"], _happened),
        asked=_each(told["asked"], _asked),
        offices=_each(told["offices"], _office),
        results=_each(told["results"], _result),
        appointment=appointment_of(told.get("appointment")),
        mailing=_mailing(told.get("mailing")),
        content=_content(told.get("content")),
        as_agent=told["as_agent"] is True,
        told=True,
    )


def _content(told: Any) -> Mapping[str, Any] | None:
    """A centre of before tells none."""
    return told if isinstance(told, dict) else None


def _mailing(told: Any) -> Mailing | None:
    """A centre of before there were carriers tells none."""
    return None if told is None else Mailing(str(told["waybill"]), MailingState(told["state"]))


def _happened(told: Mapping[str, Any]) -> Happened:
    at = _moment(told["at"]) if told["at"] is not None else None
    return Happened(Happening(told["what"]), at, str(told["office"]), str(told["text"]))


def _office(told: Mapping[str, Any]) -> OfficeWord:
    """A centre of before there were bundles tells office and word alone."""
    at = _moment(told["at"]) if told.get("at") is not None else None
    state, reason = str(told.get("state", "")), str(told.get("reason", ""))
    return OfficeWord(str(told["office"]), str(told["word"]), state, at, reason)


def _asked(told: Mapping[str, Any]) -> Asked:
    parts = told["parts"]
    if not isinstance(parts, list):
        raise TypeError
    return Asked(tuple(str(each) for each in parts), str(told["office"]), str(told["reason"]))


def _result(told: Mapping[str, Any]) -> ReadyResult:
    printed = _moment(told["printed_at"]) if told["printed_at"] is not None else None
    texts = (str(told["name"]), str(told["media_type"]))
    return ReadyResult(*texts, int(told["size"]), str(told["sha256"]), _moment(told["made_at"]), printed)


def _moment(text: Any) -> datetime:
    at = datetime.fromisoformat(text)
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)
