"""A city's platform behind HTTP: `https://platform.example/bianmin`.

PUT  URL/cases/KEY/attachments/SHA256   the plain bytes of one file
POST URL/cases                          the case; `Idempotency-Key: KEY`, `Bianmin-Signature:` JWS over the body
GET  URL/decisions?limit=500            {"decisions": [{"key", "case", "decision", "reason", "parts"}]}, until confirmed
POST URL/decisions/outcomes             {"key", "outcome"}; outcome empty when it took effect

`BIANMIN_ADAPTER_TOKEN` goes along as bearer token. A delivery answered with 2xx or 409 is there; 401, 403 (the token,
not the case), 408, 425, 429 and 5xx are tried again later; any other 4xx is a no that a person looks at.
"""

from __future__ import annotations

import json
import logging
import os
import ssl
from collections.abc import Iterator, Mapping, Sequence
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, ProxyHandler, Request, build_opener

from app.central.adapters.interface import (
    UNREACHABLE,
    CityCase,
    CityDecision,
    Delivered,
    NotNow,
    Outcome,
    Refused,
)
from app.central.adapters.reading import DECISIONS_AT_ONCE, UNREADABLE, key_of, read_decision, whole_decisions
from app.central.adapters.signing import Signer
from app.central.in_the_clear import leaves_in_the_clear
from app.central.storage.moment import now
from app.domain.errors import ConfigInvalid
from app.domain.fault_trail import fault_trail

TOKEN_VARIABLE = "BIANMIN_ADAPTER_TOKEN"  # noqa: S105 - a name, not a token
ANSWER_TIMEOUT_S = 30.0
ANSWER_LIMIT_BYTES = 4 * 1024 * 1024
_HERE_ALREADY = 409
_LATER = frozenset({401, 403, 408, 425, 429})
_log = logging.getLogger("bianmin.central")


class NoRedirects(HTTPRedirectHandler):
    """A case must not follow a platform to wherever it points."""

    def redirect_request(self, *_args: Any, **_more: Any) -> None:
        return None


class PlatformSaid(Exception):
    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class OverHttp:
    def __init__(self, url: str, signer: Signer, token: str = "") -> None:
        self._url = url.rstrip("/")
        self._signer = signer
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}
        secure = HTTPSHandler(context=ssl.create_default_context())
        self._opener = build_opener(ProxyHandler({}), secure, NoRedirects())

    def deliver(self, case: CityCase) -> Outcome:
        try:
            for each in case.files:
                path = f"/cases/{case.key}/attachments/{each.sha256}"
                told = {"Content-Type": each.media_type, "Content-Length": str(each.size)}
                self._send("PUT", path, each.pieces(), told)
            document = json.dumps(case.document(), ensure_ascii=False).encode()
            signed = {
                "Content-Type": "application/json",
                "Idempotency-Key": case.key,
                "Bianmin-Signature": self._signer.sign(document, case.key, now()),
            }
            self._send("POST", "/cases", document, signed)
        except PlatformSaid as said:
            if said.status in _LATER or said.status >= 500 or said.status < 400:
                return NotNow(f"http_{said.status}")
            return Refused(f"http_{said.status}")
        except OSError:
            return NotNow(UNREACHABLE)
        return Delivered()

    def poll(self) -> Sequence[CityDecision]:
        """What is no decision is answered so, where it has a key: else it would come again for ever. Raises OSError."""
        try:
            told = listed(self._send("GET", f"/decisions?limit={DECISIONS_AT_ONCE}"))
        except PlatformSaid as error:
            raise OSError("the platform gave no decisions") from error
        found: list[CityDecision] = []
        for each in told:
            decision = read_decision(each)
            if decision is not None:
                found.append(decision)
            elif key := key_of(each):
                self._put_aside(key)
        return found

    def confirm(self, decision: CityDecision, outcome: str) -> None:
        """Raises OSError."""
        self._tell(decision.key, outcome)

    def close(self) -> None:
        self._opener.close()

    def _put_aside(self, key: str) -> None:
        try:
            self._tell(key, UNREADABLE)
        except OSError as error:  # then it comes again: no decision waits for it
            _log.warning("what is no decision of the platform %s", fault_trail(error))

    def _tell(self, key: str, outcome: str) -> None:
        """Raises OSError."""
        told = json.dumps({"key": key, "outcome": outcome}).encode()
        try:
            self._send("POST", "/decisions/outcomes", told, {"Content-Type": "application/json"})
        except PlatformSaid as error:
            raise OSError("the platform took no outcome") from error

    def _send(
        self,
        method: str,
        path: str,
        content: bytes | Iterator[bytes] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> bytes:
        """The body of a 2xx, or of a 409 to a PUT or POST; of one that is too long a byte more than the limit.

        Raises PlatformSaid, OSError, and what `content` raises.
        """
        request = Request(  # noqa: S310 - the scheme was checked when the adapter was opened
            self._url + path, data=content, headers={**self._headers, **(headers or {})}, method=method
        )
        try:
            with self._opener.open(request, timeout=ANSWER_TIMEOUT_S) as answer:
                body: bytes = answer.read(ANSWER_LIMIT_BYTES + 1)
                return body
        except HTTPError as error:
            with error:
                if error.code == _HERE_ALREADY and content is not None:
                    return b""
                raise PlatformSaid(error.code) from None
        except (URLError, HTTPException) as error:
            raise OSError("the platform cannot be reached") from error


def listed(answer: bytes) -> list[Any]:
    """The decisions in an answer; of one that is too long those before the cut. Raises OSError.

    The others come when these are confirmed.
    """
    try:
        if len(answer) > ANSWER_LIMIT_BYTES:
            return whole_decisions(answer)
        told = json.loads(answer)
    except (ValueError, RecursionError) as error:
        raise OSError("the platform gave no decisions") from error
    found = told.get("decisions") if isinstance(told, dict) else None
    return found if isinstance(found, list) else []


def open_adapter(url: str, keys: Path) -> OverHttp:
    """Cases leave in the clear to this machine only. Raises ConfigInvalid."""
    parts = urlsplit(url)
    sound = parts.scheme in ("http", "https") and parts.hostname
    if not sound or parts.username or parts.query or parts.fragment or leaves_in_the_clear(url):
        raise ConfigInvalid(
            "平台的地址写得不对。",
            "写法如 https://platform.example.gov.cn/bianmin，不在本机的要 https，口令放在环境变量里。",
        )
    return OverHttp(url, Signer(keys), os.environ.get(TOKEN_VARIABLE, ""))
