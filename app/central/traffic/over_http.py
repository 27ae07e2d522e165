"""A traffic platform behind HTTP: `https://traffic.example/bianmin?timeout=3`.

POST URL/licences/query  {"id_number", "name"}  200: the record  ·  404 with code `no_record`: none of this person

`BIANMIN_TRAFFIC_TOKEN` goes along as bearer token. Anything else, and no answer within `timeout` seconds (5 where none
is told), means that the platform is away for the moment. The number stands in the body: addresses get into logs.
"""

from __future__ import annotations

import json
import os
import ssl
from collections.abc import Mapping
from datetime import date
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit, urlunsplit
from urllib.request import HTTPSHandler, ProxyHandler, Request, build_opener

from app.central.adapters.over_http import NoRedirects
from app.central.in_the_clear import leaves_in_the_clear
from app.central.registers.away import RegisterAway
from app.central.traffic.record import NoRecord, read_record
from app.domain.errors import ConfigInvalid

TOKEN_VARIABLE = "BIANMIN_TRAFFIC_TOKEN"  # noqa: S105 - a name, not a token
ANSWER_TIMEOUT_S = 5.0
LONGEST_TIMEOUT_S = 20.0
ANSWER_LIMIT_BYTES = 64 * 1024
NOBODY = "no_record"
"""A 404 without this code is a wrong address, not an answer."""


class _Nobody(Exception):
    """The platform has no licence of this person."""


class OverHttp:
    def __init__(self, url: str, token: str = "", timeout_s: float = ANSWER_TIMEOUT_S) -> None:
        self._url = url.rstrip("/")
        self._timeout_s = timeout_s
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}
        secure = HTTPSHandler(context=ssl.create_default_context())
        self._opener = build_opener(ProxyHandler({}), secure, NoRedirects())

    def licence(self, name: str, id_number: str, today: date) -> Mapping[str, Any] | None:
        asked = json.dumps({"id_number": id_number, "name": name}, ensure_ascii=False).encode()
        try:
            return read_record(self._told(asked), today)
        except _Nobody:
            return None
        except NoRecord as error:
            raise RegisterAway(f"record_{error.field}") from None

    def close(self) -> None:
        self._opener.close()

    def _told(self, asked: bytes) -> Any:
        """What stands in a 200. Raises _Nobody, RegisterAway."""
        told = {"Content-Type": "application/json", "Accept": "application/json", **self._headers}
        request = Request(  # noqa: S310 - the scheme was checked when the platform was opened
            f"{self._url}/licences/query", data=asked, headers=told, method="POST"
        )
        try:
            with self._opener.open(request, timeout=self._timeout_s) as answer:
                status, body = answer.status, answer.read(ANSWER_LIMIT_BYTES)
        except HTTPError as error:
            with error:
                if error.code == 404 and _code(error) == NOBODY:
                    raise _Nobody from None
                raise RegisterAway(f"http_{error.code}") from None
        except (OSError, HTTPException):
            raise RegisterAway("unreachable") from None
        if status != 200:
            raise RegisterAway(f"http_{status}")
        try:
            return json.loads(body)
        except (ValueError, RecursionError):
            raise RegisterAway("record") from None


def _code(error: HTTPError) -> str:
    try:
        told = json.loads(error.read(ANSWER_LIMIT_BYTES))
    except (OSError, HTTPException, ValueError, RecursionError):
        return ""
    return str(told.get("code", "")) if isinstance(told, dict) else ""


def open_platform(url: str) -> OverHttp:
    """Names and ID numbers leave in the clear to this machine only. Raises ConfigInvalid."""
    parts = urlsplit(url)
    asked = parse_qs(parts.query, keep_blank_values=True)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.fragment:
        raise _wrong()
    if set(asked) - {"timeout"} or leaves_in_the_clear(url):
        raise _wrong()
    return OverHttp(
        urlunsplit(parts._replace(query="")), os.environ.get(TOKEN_VARIABLE, ""), _seconds(asked.get("timeout", []))
    )


def _seconds(told: list[str]) -> float:
    try:
        seconds = float(told[0]) if told else ANSWER_TIMEOUT_S
    except ValueError:
        raise _wrong() from None
    if len(told) > 1 or not 0 < seconds <= LONGEST_TIMEOUT_S:
        raise _wrong()
    return seconds


def _wrong() -> ConfigInvalid:
    return ConfigInvalid(
        "车管平台的地址写得不对。",
        f"写法如 https://traffic.example.gov.cn/bianmin?timeout=3（秒，最多 {LONGEST_TIMEOUT_S:g}），"
        f"不在本机的要 https，口令放在环境变量 {TOKEN_VARIABLE} 里。",
    )
