"""The HTTP side of the simulated screen pad: /v1 for the terminal, / and /page for the touch page."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from contextlib import suppress
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event
from typing import Any, Protocol
from urllib.parse import parse_qs, urlsplit

from hardware.evaluation_keypad.screen_messages import QuestionAnswer, ScreenQuestion
from hardware.evaluation_keypad.screen_page import PAGE, page_state
from hardware.evaluation_keypad.screen_program import ScreenProgram

LONGEST_WAIT_S = 30.0
LARGEST_REQUEST_BYTES = 16384
_LOOK_S = 0.05
_JSON = "application/json"
_HERE = ("127.0.0.1", "localhost", "[::1]")

Answer = tuple[int, Mapping[str, Any]]
_UNKNOWN: Answer = (404, {"error": "no such question"})
_WRONG: Answer = (400, {"error": "not understood"})


class Spoilt(Enum):
    """How an answer goes wrong; the value is the name of its count in Faults."""

    ERROR = "http_500"
    LOST = "lost_answers"
    HALF = "half_answers"
    GARBAGE = "garbage"
    STALE = "stale_answers"


class Served(Protocol):
    program: ScreenProgram
    standing_grade: int | None

    @property
    def is_gone(self) -> Event: ...

    @property
    def silent(self) -> bool: ...

    @property
    def slow_s(self) -> float: ...

    @property
    def screen_on(self) -> bool: ...

    def spoils(self) -> Spoilt | None: ...


class ScreenServer(ThreadingHTTPServer):
    """Says nothing of a host that hung up; of anything else as usual."""

    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class ScreenRequest(BaseHTTPRequestHandler):
    pad: Served
    timeout = 10
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_PUT(self) -> None:
        self._serve()

    def do_DELETE(self) -> None:
        self._serve()

    def log_message(self, *_: Any) -> None:
        """Nothing: paths carry ids, bodies names."""

    def _serve(self) -> None:
        self.close_connection = True
        gone = self.pad.is_gone
        path = urlsplit(self.path)
        words = [word for word in path.path.split("/") if word]
        if self.headers.get("Host", "").rpartition(":")[0] not in _HERE:
            self._say(403, b"{}")  # another site's page that found its way here by a name of its own
        elif not words:
            self._say(200, PAGE.encode(), "text/html; charset=utf-8")
        elif words[0] == "page":
            status, told = self._page(words[1:], parse_qs(path.query))
            self._say(status, json.dumps(told, ensure_ascii=False).encode())
        elif words[0] == "v1":
            self._terminal(words[1:], parse_qs(path.query), gone)
        else:
            self._say(404, b"{}")

    def _terminal(self, words: list[str], query: Mapping[str, list[str]], gone: Event) -> None:
        gone.wait(self.pad.slow_s)
        while self.pad.silent and not gone.wait(_LOOK_S):
            pass
        spoilt = None if gone.is_set() else self.pad.spoils()
        if spoilt is Spoilt.ERROR:
            self._say(500, b"<h1>Internal Server Error</h1>", "text/html")
            return
        status, told = self._answer(words, query, gone)
        body = json.dumps({**told, "id": "0"} if spoilt is Spoilt.STALE else told, ensure_ascii=False).encode()
        if gone.is_set() or spoilt is Spoilt.LOST:
            return
        if spoilt is Spoilt.HALF:
            self._say(status, body, length=2 * len(body) + 2)
        else:
            self._say(status, b"<html>" if spoilt is Spoilt.GARBAGE else body)

    def _answer(self, words: list[str], query: Mapping[str, list[str]], gone: Event) -> Answer:
        program = self.pad.program
        match self.command, words:
            case "GET", ["status"]:
                screen, state = "on" if self.pad.screen_on else "off", "asking" if program.asking else "idle"
                return 200, {"state": state, "screen": screen, "model": "BM-SCREEN-SIM", "version": "1.0"}
            case "PUT", ["volume"]:
                volume = self._body().get("volume")
                if not isinstance(volume, int) or not 0 <= volume <= 9:
                    return _WRONG
                program.volume = volume
                return 200, {"volume": volume}
            case "POST", ["questions"]:
                return self._ask()
            case "GET", ["questions", question_id]:
                return _told(question_id, self._wait(question_id, query, gone))
            case "DELETE", ["questions", question_id]:
                return _told(question_id, program.take_back(question_id))
            case "PUT", ["questions", question_id, "acknowledgement"]:
                return (200, {"id": question_id}) if program.acknowledge(question_id) else _UNKNOWN
            case _:
                return 404, {"error": "unknown path"}

    def _ask(self) -> Answer:
        told = self._body()
        try:
            question = ScreenQuestion(
                str(told["id"]),
                min(max(int(told["timeout_s"]), 1), 255),
                str(told.get("operator_number", "")),
                str(told.get("operator_name", "")),
                str(told.get("language", "zh_CN")),
            )
        except (KeyError, TypeError, ValueError):
            return _WRONG
        is_new = self.pad.program.ask(question)
        if is_new and self.pad.standing_grade is not None:
            self.pad.program.press(self.pad.standing_grade, question.id)
        return 201 if is_new else 200, {"id": question.id}

    def _wait(self, question_id: str, query: Mapping[str, list[str]], gone: Event) -> QuestionAnswer | None:
        try:
            left_s = min(float(query.get("wait_s", ["0"])[0]), LONGEST_WAIT_S)
        except ValueError:
            left_s = 0.0
        answer = self.pad.program.wait(question_id, left_s)
        return None if gone.is_set() else answer

    def _page(self, words: list[str], query: Mapping[str, list[str]]) -> Answer:
        program = self.pad.program
        match self.command, words:
            case "GET", ["state"]:
                seen = query.get("seen", ["-1"])[0]
                return 200, page_state(*program.look(int(seen) if seen.isdecimal() else -1, LONGEST_WAIT_S / 2))
            case "POST", ["press" | "cancel" as key]:
                told = self._body()
                question_id, grade = str(told.get("id", "0")), told.get("grade")
                if key == "cancel":
                    return 200, {"taken": program.press_cancel(question_id)}
                if not isinstance(grade, int) or not 1 <= grade <= 5:
                    return _WRONG
                return 200, {"taken": program.press(grade, question_id)}
            case _:
                return 404, {"error": "unknown path"}

    def _body(self) -> Mapping[str, Any]:
        """Only what calls itself JSON: a page of another site cannot send that here unasked."""
        length = self.headers.get("Content-Length", "0")
        if not length.isdecimal() or int(length) > LARGEST_REQUEST_BYTES or self.headers.get_content_type() != _JSON:
            return {}
        try:
            told = json.loads(self.rfile.read(int(length)))
        except (ValueError, RecursionError):
            return {}
        return told if isinstance(told, dict) else {}

    def _say(self, status: int, body: bytes, kind: str = _JSON, length: int | None = None) -> None:
        with suppress(OSError):  # whoever asked has not waited
            self._write(status, body, kind, len(body) if length is None else length)

    def _write(self, status: int, body: bytes, kind: str, length: int) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)


def _told(question_id: str, answer: QuestionAnswer | None) -> Answer:
    if answer is None:
        return _UNKNOWN
    grade = {"grade": answer.grade} if answer.grade else {}
    return 200, {"id": question_id, "state": answer.state.value, **grade}
