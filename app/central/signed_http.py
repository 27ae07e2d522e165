"""Asking a server of somebody else's over HTTP, every request and every answer signed with a key both sides have."""

from __future__ import annotations

import json
import os
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit, urlunsplit
from urllib.request import HTTPSHandler, ProxyHandler, Request, build_opener

from app.central.adapters.over_http import NoRedirects
from app.central.payments import signing
from app.domain.errors import ConfigInvalid

ANSWER_TIMEOUT_S = 5.0
LONGEST_TIMEOUT_S = 20.0
ANSWER_LIMIT_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    told: Any

    @property
    def code(self) -> str:
        return self.word("code")

    def word(self, name: str) -> str:
        return str(self.told.get(name, "")) if isinstance(self.told, dict) else ""


class SignedHttp:
    """`away` is raised, with a stable word, where there is no answer that could be believed."""

    def __init__(self, url: str, key: bytes, away: type[Exception], timeout_s: float = ANSWER_TIMEOUT_S) -> None:
        self._url = url.rstrip("/")
        self._path = urlsplit(self._url).path
        self._key = key
        self._away = away
        self._timeout_s = timeout_s
        secure = HTTPSHandler(context=ssl.create_default_context())
        self._opener = build_opener(ProxyHandler({}), secure, NoRedirects())

    def ask(self, method: str, path: str, asked: Mapping[str, Any] | None = None) -> Answer:
        """Raises `away`."""
        body = b"" if asked is None else json.dumps(asked, ensure_ascii=False).encode()
        signed = signing.request_headers(self._key, method, self._path + path, body)
        request = Request(  # noqa: S310 - the scheme was checked where the address was read
            self._url + path,
            data=body if method == "POST" else None,
            headers={"Content-Type": "application/json", "Accept": "application/json", **signed},
            method=method,
        )
        try:
            with self._opener.open(request, timeout=self._timeout_s) as answer:
                return self._signed(answer.status, answer, signed[signing.NONCE])
        except HTTPError as error:
            with error:
                return self._signed(error.code, error, signed[signing.NONCE])
        except (OSError, HTTPException):
            raise self._away("unreachable") from None

    def told(self, path: str, headers: Mapping[str, str], body: bytes) -> dict[str, Any] | None:
        """What a notification says; None: not from the other side."""
        if not signing.is_request(self._key, "POST", path, headers, body):
            return None
        try:
            told = json.loads(body)
        except (ValueError, RecursionError):
            return None
        return told if isinstance(told, dict) else None

    def end(self) -> None:
        self._opener.close()

    def _signed(self, status: int, answer: Any, nonce: str) -> Answer:
        try:
            body = answer.read(ANSWER_LIMIT_BYTES)
        except (OSError, HTTPException):
            raise self._away("unreachable") from None
        if not signing.is_answer(self._key, status, nonce, dict(answer.headers.items()), body):
            raise self._away("unsigned")
        try:
            return Answer(status, json.loads(body))
        except (ValueError, RecursionError):
            raise self._away("json") from None


def read_address(url: str) -> tuple[str, float]:
    """The address and its `timeout`. Raises ValueError."""
    parts = urlsplit(url)
    asked = parse_qs(parts.query, keep_blank_values=True)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.fragment:
        raise ValueError(url)
    if set(asked) - {"timeout"} or len(asked.get("timeout", [])) > 1:
        raise ValueError(url)
    seconds = float(asked["timeout"][0]) if "timeout" in asked else ANSWER_TIMEOUT_S
    if not 0 < seconds <= LONGEST_TIMEOUT_S:
        raise ValueError(url)
    return urlunsplit(parts._replace(query="")), seconds


def key_from(variable: str, whose: str) -> bytes:
    """Raises ConfigInvalid."""
    key = os.environ.get(variable, "").encode()
    if len(key) < signing.SHORTEST_KEY:
        raise ConfigInvalid(
            f"没有{whose}的密钥，或太短（至少 {signing.SHORTEST_KEY} 个字符）。", f"放在环境变量 {variable} 里。"
        )
    return key
