"""The simulator's face: IPP over HTTP/1.1, as CUPS and any other client speaks it."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from hardware.certificate_printer.frames import Message, Operation, decode, encode
from hardware.certificate_printer.press import Press
from hardware.certificate_printer.simulator_talk import Talk
from hardware.errors import FrameDamaged

PATH = "/ipp/print"
_IDLE_LIMIT_S = 5.0


class PressServer(ThreadingHTTPServer):
    """`vanish_armed`: goes away without a word with the next job; from then on `gone`."""

    daemon_threads = True

    def __init__(self, port: int, press: Press) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.press = press
        self.vanish_armed = False
        self.gone = False

    def answer(self, asked: Message) -> Message | None:
        """None: nobody is there any more."""
        if self.gone:
            return None
        answer = Talk(self.press, asked, f"ipp://127.0.0.1:{self.server_port}{PATH}").answer()
        if self.vanish_armed and asked.code == Operation.PRINT_JOB:
            self.vanish_armed, self.gone = False, True
            return None
        return answer


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = _IDLE_LIMIT_S
    server: PressServer

    def do_POST(self) -> None:
        body = self._body()
        if not self.path.startswith(PATH):
            self.send_error(404)
            return
        try:
            asked = decode(body)
        except FrameDamaged:
            self.send_error(400)
            return
        answer = self.server.answer(asked)
        if answer is None:
            self.close_connection = True
        else:
            self._send(encode(answer))

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", "0")))
        parts = []
        while size := int(self.rfile.readline().split(b";")[0], 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(parts)

    def _send(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/ipp")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """A simulator does not write to the terminal's log."""
