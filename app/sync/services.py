"""Questions to the centre while a person stands here. Implements the port `CentreServices`."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from app.domain.errors import NothingOnRecord, TerminalError, WrongInput
from app.domain.person import IdentityCard
from app.domain.ports import ELicence, MailingSlip, PaymentOrder, PaymentStatus
from app.domain.standing import Accounts
from app.sync import limits
from app.sync.failures import CentreAnsweredWrongly, CentreSaidNo
from app.sync.json_answers import is_count
from app.sync.proof import proof_of
from app.sync.restoring import restoring_of
from app.sync.seal import ReplyKey
from app.sync.session import Sessions

# Keys of slips that are open; older ones are forgotten, and a restart ends every sitting anyway.
SLIPS_KEPT = 20


class StationServices:
    def __init__(
        self,
        sessions: Sessions,
        clock: Callable[[], datetime],
        accounts: Accounts | None = None,
        note: Callable[[TerminalError], None] = lambda _: None,
    ) -> None:
        """`note` is told why the centre could not be reached."""
        self._note = note
        self._sessions = sessions
        self._accounts = accounts
        self._slips: dict[str, ReplyKey] = {}
        self._clock = clock

    def reachable(self) -> bool:
        """A network's log-in page answers too; only the centre answers in JSON."""
        try:
            http = self._sessions.current().http
            return bool(http.send("GET", "/healthz", timeout_s=limits.REACHABLE_S, public=True).fields())
        except TerminalError as error:
            self._note(error)
            return False

    def heartbeat(self, state: Mapping[str, Any]) -> bool:
        """See the port. Not known is no."""
        if self._accounts is None:
            return self._beat(state).get("changes") is True
        before, named = self._accounts.told_sequence(), self._accounts.restore_id()
        fields = self._beat({**state, "restore_id": named})
        told, restoring = fields.get("sequence"), restoring_of(fields)
        if is_count(told):
            if restoring is not None and self._accounts.hear_restoring(restoring, told, named):
                return True
            if self._accounts.hear_told(told, before):
                return True
        return fields.get("changes") is True

    def _beat(self, state: Mapping[str, Any]) -> Mapping[str, Any]:
        answer = self._sessions.current().http.post_json("/api/v1/heartbeat", dict(state))
        return answer.fields() if answer.body else {}

    def query(self, item_code: str, card: IdentityCard, answers: Mapping[str, str] | None = None) -> Mapping[str, Any]:
        session, reply = self._sessions.current(), ReplyKey()
        told = {**self._proof(card), **({"answers": dict(answers)} if answers else {})}
        asked = {"sealed": session.sealer.json_text(told), "reply_to": reply.recipient}
        try:
            answer = session.http.post_json(f"/api/v1/queries/{quote(item_code, safe='')}", asked)
        except CentreSaidNo as error:
            if error.status == HTTPStatus.NOT_FOUND:
                raise NothingOnRecord(error.message, error.what_to_do) from error
            raise
        record = reply.open(answer.fields().get("sealed"))
        if not isinstance(record, dict):
            raise CentreAnsweredWrongly("查询结果读不懂")
        return record

    def licences(self, card: IdentityCard, codes: Sequence[str]) -> Sequence[ELicence]:
        session, reply = self._sessions.current(), ReplyKey()
        params = {
            "codes": ",".join(codes),
            "proof": session.sealer.url_text(self._proof(card)),
            "reply_to": reply.recipient,
        }
        answer = session.http.send("GET", "/api/v1/licences", params=params)
        found = reply.open(answer.fields().get("sealed"))
        if not isinstance(found, list):
            raise CentreAnsweredWrongly("电子证照读不懂")
        return [licence for each in found if (licence := _licence(each)).code in codes]

    def open_payment(self, case_id: str, item_code: str, amount_fen: int) -> PaymentOrder:
        asked = {"case_id": case_id, "item": item_code, "amount_fen": amount_fen}
        fields = self._sessions.current().http.post_json("/api/v1/payments", asked).fields()
        return PaymentOrder(_text(fields, "id"), _web_address(fields, "code_url"), amount_fen)

    def payment_status(self, payment_id: str) -> PaymentStatus:
        http = self._sessions.current().http
        fields = http.send("GET", f"/api/v1/payments/{quote(payment_id, safe='')}").fields()
        try:
            return PaymentStatus(_text(fields, "status"))
        except ValueError:
            raise CentreAnsweredWrongly("缴费状态读不懂") from None

    def open_mailing_slip(self, case_id: str) -> MailingSlip:
        session, reply = self._sessions.current(), ReplyKey()
        asked = {"case_id": case_id, "reply_to": reply.recipient}
        fields = session.http.post_json("/api/v1/mailing-slips", asked).fields()
        slip = MailingSlip(_text(fields, "code"), _web_address(fields, "url"))
        for oldest in list(self._slips)[: 1 - SLIPS_KEPT]:
            del self._slips[oldest]
        self._slips[slip.code] = reply
        return slip

    def mailing_slip(self, code: str) -> MailingSlip:
        session = self._sessions.current()
        fields = session.http.send("GET", f"/api/v1/mailing-slips/{quote(code, safe='')}").fields()
        url = f"{session.enrolment.centre_url}/m/{quote(code, safe='')}"
        if fields.get("filled") is not True:
            return MailingSlip(code, url)
        filled = self._slip_key(code).open(fields.get("sealed"))
        if not isinstance(filled, dict):
            raise CentreAnsweredWrongly("邮寄地址读不懂")
        recipient, phone, address = (_text(filled, name) for name in ("recipient", "phone", "address"))
        return MailingSlip(code, url, True, recipient, phone, address)

    def _slip_key(self, code: str) -> ReplyKey:
        if code not in self._slips:
            raise WrongInput("这张邮寄单不是这次办理打开的。", "请重新打开邮寄单。")
        return self._slips[code]

    def _proof(self, card: IdentityCard) -> dict[str, str]:
        return proof_of(card, self._clock())


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or not value:
        raise CentreAnsweredWrongly(f"回答里没有 {name}")
    return value


def _web_address(fields: Mapping[str, Any], name: str) -> str:
    """What becomes a code for somebody's phone must be a web address."""
    url = _text(fields, name)
    if not url.startswith(("http://", "https://")):
        raise CentreAnsweredWrongly(f"{name} 不是网址")
    return url


def _licence(told: Any) -> ELicence:
    if not isinstance(told, dict):
        raise CentreAnsweredWrongly("电子证照读不懂")
    try:
        content = base64.b64decode(_text(told, "content"), validate=True)
    except (binascii.Error, ValueError):
        raise CentreAnsweredWrongly("电子证照的内容读不懂") from None
    facts = told.get("facts")
    said = {key: each for key, each in facts.items() if isinstance(each, str)} if isinstance(facts, dict) else {}
    code, name, number, kind = (_text(told, each) for each in ("code", "name", "number", "media_type"))
    return ELicence(code, name, number, kind, content, said)
