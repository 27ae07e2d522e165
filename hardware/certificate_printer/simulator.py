"""An A4 printer that is not there: a real IPP server; keeps the PDFs it printed and shows their pages."""

from __future__ import annotations

import threading
from types import TracebackType
from typing import Self

from hardware.certificate_printer.press import Press
from hardware.certificate_printer.simulator_server import PressServer

PAGE_DPI = 100


class CertificatePrinterSimulator:
    """Listens on 127.0.0.1; the port stays the same through unplug and plug."""

    def __init__(self) -> None:
        self._press = Press()
        self._port = 0
        self._server: PressServer | None = None
        self._thread: threading.Thread | None = None

    @property
    def address(self) -> str:
        """Known once started."""
        return f"ipp://127.0.0.1:{self._port}/ipp/print"

    def start(self) -> None:
        self.plug()

    def close(self) -> None:
        self.unplug()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ---------------------------------------------------------------- what came out

    @property
    def documents(self) -> list[bytes]:
        """The PDFs that were printed to their last page."""
        self._press.move_on()
        return list(self._press.finished)

    @property
    def pages(self) -> list[bytes]:
        """Every page of them, as PNG."""
        from hardware.certificate_printer.page_pictures import page_pictures

        return [png for pdf in self.documents for png in page_pictures(pdf, PAGE_DPI)]

    # ---------------------------------------------------------------- the hands

    def media_empty(self, empty: bool = True) -> None:
        self._hinder("media-empty", empty)

    def media_empty_after(self, pages: int) -> None:
        with self._press.lock:
            self._press.pages_to_media_empty = pages

    def media_low(self, low: bool = True) -> None:
        self._warn("media-low", low)

    def toner_low(self, low: bool = True) -> None:
        self._warn("toner-low", low)

    def toner_empty(self, empty: bool = True) -> None:
        self._hinder("toner-empty", empty)

    def jam(self, jammed: bool = True) -> None:
        self._hinder("media-jam", jammed)

    def open_cover(self) -> None:
        self._hinder("cover-open", True)

    def close_cover(self) -> None:
        self._hinder("cover-open", False)

    def refuse_format(self, refused: bool = True) -> None:
        with self._press.lock:
            self._press.formats = ("image/pwg-raster",) if refused else ("application/pdf",)

    def slow(self, seconds_a_page: float) -> None:
        with self._press.lock:
            self._press.seconds_a_page = seconds_a_page

    def vanish_with_next_job(self) -> None:
        """Take the next job whole, then go away without a word."""
        if self._server is not None:
            self._server.vanish_armed = True

    def unplug(self) -> None:
        server, self._server = self._server, None
        if server is None:
            return
        server.shutdown()
        server.server_close()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()

    def plug(self) -> None:
        if self._server is not None:
            return
        server = PressServer(self._port, self._press)
        self._server, self._port = server, server.server_port
        self._thread = threading.Thread(
            target=server.serve_forever, args=(0.02,), name="certificate-printer-simulator", daemon=True
        )
        self._thread.start()

    def _hinder(self, reason: str, on: bool) -> None:
        with self._press.lock:
            (self._press.hindrances.add if on else self._press.hindrances.discard)(reason)

    def _warn(self, reason: str, on: bool) -> None:
        with self._press.lock:
            (self._press.warnings.add if on else self._press.warnings.discard)(reason)
