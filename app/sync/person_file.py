"""What is on file of the person who stands here, asked of the centre. Implements the port `PersonFileOffice`."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from app.domain.person import IdentityCard
from app.domain.person_file import FiledPaper, PersonFile
from app.sync.failures import CentreAnsweredWrongly
from app.sync.proof import proof_of
from app.sync.seal import ReplyKey
from app.sync.session import Sessions

PATH = "/api/v1/person-file"


class CentrePersonFile:
    def __init__(self, sessions: Sessions, clock: Callable[[], datetime]) -> None:
        self._sessions = sessions
        self._clock = clock

    def told(self, item_code: str, card: IdentityCard) -> PersonFile:
        """See the port. That the person agreed goes along under the seal."""
        session, reply = self._sessions.current(), ReplyKey()
        asked = {**proof_of(card, self._clock()), "agreed": True}
        sealed = session.sealer.json_text(asked)
        answer = session.http.post_json(PATH, {"item": item_code, "sealed": sealed, "reply_to": reply.recipient})
        return _file(reply.open(answer.fields().get("sealed")))


def _file(told: Any) -> PersonFile:
    known = told.get("known") if isinstance(told, dict) else None
    papers = told.get("materials") if isinstance(told, dict) else None
    if not isinstance(known, dict) or not isinstance(papers, list):
        raise CentreAnsweredWrongly("个人档案读不懂")
    words = {name: said for name, said in known.items() if isinstance(said, str)}
    return PersonFile(words, tuple(_paper(each) for each in papers))


def _paper(told: Any) -> FiledPaper:
    if not isinstance(told, dict):
        raise CentreAnsweredWrongly("以前交过的材料读不懂")
    try:
        content = base64.b64decode(_text(told, "content"), validate=True)
        day = date.fromisoformat(_text(told, "taken_on"))
    except (binascii.Error, ValueError):
        raise CentreAnsweredWrongly("以前交过的材料读不懂") from None
    return FiledPaper(_text(told, "code"), day, _text(told, "number"), _text(told, "media_type"), content)


def _text(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name)
    if not isinstance(value, str) or not value:
        raise CentreAnsweredWrongly(f"以前交过的材料里没有 {name}")
    return value
