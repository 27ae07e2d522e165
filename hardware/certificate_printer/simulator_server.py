"""The simulator's face: IPP over HTTP/1.1, as CUPS and any other client speaks it."""

from __future__ import annotations

import io
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from hardware.certificate_printer.frames import Message, decode, encode
from hardware.certificate_printer.press import Press
from hardware.certificate_printer.simulator_talk import Talk
from hardware.certificate_printer.simulator_wire import GARBAGE, Incoming, Wire
from hardware.certificate_printer.vocabulary import Operation
from hardware.errors import FrameDamaged

PATH = "/ipp/print"
_IDLE_LIMIT_S = 5.0
_SILENCE_LIMIT_S = 60.0
_DOCUMENT_OPERATIONS = (Operation.PRINT_JOB, Operation.SEND_DOCUMENT)


class PressServer(ThreadingHTTPServer):
    """Its wire may be cut; then whoever still holds a connection finds nobody there."""

    daemon_threads = True

    def __init__(self, port: int, press: Press, wire: Wire) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.press = press
        self.wire = wire

    def answer(self, asked: Message) -> Message | None:
        """None: nobody answers any more."""
        if self.wire.gone:
            return None
        answer = Talk(self.press, asked, f"ipp://127.0.0.1:{self.server_port}{PATH}").answer()
        if self.wire.vanish_with_next_job and asked.code in _DOCUMENT_OPERATIONS:
            self.wire.vanish_with_next_job, self.wire.gone = False, True
            return None
        if self.wire.requests == self.wire.answer_lost_at:
            return None
        if self.wire.lost_answers:
            self.wire.lost_answers -= 1
            return None
        return answer

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A cut wire and a client that left are part of the play; anything else is a defect and is shown."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = _IDLE_LIMIT_S
    server: PressServer

    def setup(self) -> None:
        super().setup()
        self.rfile = io.BufferedReader(Incoming(self.connection, self.server.wire))

    def do_POST(self) -> None:
        body = self._body()
        wire = self.server.wire
        wire.requests += 1
        if wire.silent:
            wire.closed.wait(_SILENCE_LIMIT_S)
            self._hang_up()
        elif wire.http_error or not self.path.startswith(PATH):
            self._send(wire.http_error or 404, b"")
        elif wire.garbage:
            self._send(200, GARBAGE)
        else:
            self._answer(body)

    def _answer(self, body: bytes) -> None:
        try:
            asked = decode(body)
        except FrameDamaged:
            self._send(400, b"")
            return
        answer = self.server.answer(asked)
        if answer is None:
            self._hang_up()
        else:
            self._send(200, encode(answer))

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            length = int(self.headers.get("Content-Length", "0"))
            body = self.rfile.read(length)
            if len(body) < length:
                raise ConnectionAbortedError  # the client left in the middle
            return body
        parts = []
        while size := int(self.rfile.readline().split(b";")[0], 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(parts)

    def _send(self, status: int, body: bytes) -> None:
        head = f"HTTP/1.1 {status} {self.responses[status][0]}\r\nContent-Type: application/ipp\r\n"
        whole = f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
        wire = self.server.wire
        if wire.half_answers:
            wire.send(self.connection, whole[: len(whole) - len(body) // 2 - 1])
            self._hang_up()
        else:
            wire.send(self.connection, whole)

    def _hang_up(self) -> None:
        """Without a word, as a machine that lost its power."""
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """A simulator does not write to the terminal's log."""
