"""An A4 printer that is not there: a real IPP server; keeps the PDFs it printed and shows their pages."""

from __future__ import annotations

import threading
from types import TracebackType
from typing import Self

from hardware.certificate_printer.press import A4, BIN_SHEETS, PDF, RASTER, Press
from hardware.certificate_printer.simulator_server import PressServer
from hardware.certificate_printer.simulator_wire import Wire
from hardware.certificate_printer.vocabulary import PrinterState

PAGE_DPI = 100


class CertificatePrinterSimulator:
    """Listens on 127.0.0.1; the port stays the same through unplug and plug."""

    def __init__(self) -> None:
        self._press = Press()
        self._wire = Wire()
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
        """The documents (PDF, or PWG raster) that were printed to their last page."""
        self._press.move_on()
        return list(self._press.finished)

    @property
    def is_printing(self) -> bool:
        """Whether a document is on its way through it."""
        self._press.move_on()
        return self._press.state is PrinterState.PROCESSING

    @property
    def requests(self) -> int:
        """How many it has heard."""
        return self._wire.requests

    @property
    def unfinished_jobs(self) -> int:
        """Jobs that wait, print, or wait for their document."""
        self._press.move_on()
        return self._press.queued

    @property
    def pages(self) -> list[bytes]:
        """Every page of them, as PNG."""
        from hardware.certificate_printer.page_pictures import document_pictures

        return [png for document in self.documents for png in document_pictures(document, PAGE_DPI)]

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
        """Take neither PDF nor raster pages."""
        self._take_formats("image/jpeg" if refused else PDF)

    def raster_only(self) -> None:
        """Take PWG raster and no PDF."""
        self._take_formats(RASTER)

    def print_job_only(self) -> None:
        """Know Print-Job, and neither Create-Job nor Send-Document."""
        with self._press.lock:
            self._press.creates_jobs = False

    def refuse_cancel(self) -> None:
        """Keep every job it has, whoever wants it back."""
        with self._press.lock:
            self._press.cancels_jobs = False

    def slow(self, seconds_a_page: float) -> None:
        with self._press.lock:
            self._press.seconds_a_page = seconds_a_page

    def trouble(self, reason: str, on: bool = True) -> None:
        """Any keyword of printer-state-reasons, without its severity, as an error that stops the printer."""
        self._hinder(reason, on)

    def warn(self, reason: str, on: bool = True) -> None:
        """Any keyword of printer-state-reasons as a warning."""
        self._warn(reason, on)

    def mend_all(self) -> None:
        """A good hand: paper, toner, covers, formats, cables. What was printed stays."""
        with self._press.lock:
            self._press.hindrances.clear()
            self._press.warnings.clear()
            self._press.pages_to_media_empty = None
            self._press.formats = (PDF,)
            self._press.creates_jobs = self._press.cancels_jobs = True
            self._press.media_ready, self._press.toner_percent = (A4,), 80
            self._press.seconds_a_page = 0.0
        self._wire.mend()
        self.plug()

    def load_paper(self, media: str) -> None:
        """What lies in the tray, by its PWG 5101.1 name."""
        with self._press.lock:
            self._press.media_ready = (media,)

    def toner_percent(self, percent: int) -> None:
        with self._press.lock:
            self._press.toner_percent = percent

    def bin_sensor(self) -> None:
        """From now on the output bin tells how many sheets lie in it."""
        with self._press.lock:
            self._press.bin_sheets = 0

    def take_papers(self) -> None:
        """What lay in the output bin is taken."""
        with self._press.lock:
            self._press.bin_sheets = None if self._press.bin_sheets is None else 0

    @property
    def bin_sheets(self) -> int:
        """Sheets in the output bin, where it has a sensor."""
        return min(BIN_SHEETS, self._press.bin_sheets or 0)

    # ---------------------------------------------------------------- the wire

    def vanish_with_next_job(self) -> None:
        """Take the next job whole, then go away without a word."""
        self._wire.vanish_with_next_job = True

    def http_error(self, status: int) -> None:
        """Answer everything with this HTTP status; 0: no more."""
        self._wire.http_error = status

    def garbage(self) -> None:
        """Answer with bytes that are no IPP."""
        self._wire.garbage = True

    def half_answers(self) -> None:
        """Hang up in the middle of every answer."""
        self._wire.half_answers = True

    def silent(self) -> None:
        """Take everything and answer nothing."""
        self._wire.silent = True

    def lose_answers(self, number: int) -> None:
        """Do what the next requests want, and hang up instead of answering."""
        self._wire.lost_answers = number

    def lose_answer_of(self, request: int) -> None:
        """Do what that request from now wants (1 is the next), and hang up instead of answering."""
        self._wire.answer_lost_at = self._wire.requests + request

    def unplug_after(self, number: int) -> None:
        """Go away after that many bytes, both ways together."""
        self._wire.bytes_left = number

    @property
    def is_gone(self) -> bool:
        """Whether the wire was cut, or it is unplugged."""
        return self._server is None or self._wire.gone

    def unplug(self) -> None:
        """The network cable: jobs and paper stay as they are."""
        server, self._server = self._server, None
        if server is None:
            return
        self._wire.gone = True
        self._wire.closed.set()
        server.shutdown()
        server.server_close()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()

    def plug(self) -> None:
        if self._server is not None and not self._wire.gone:
            return
        self.unplug()
        self._wire.mend()
        self._wire.gone, self._wire.closed = False, threading.Event()
        server = PressServer(self._port, self._press, self._wire)
        self._server, self._port = server, server.server_port
        self._thread = threading.Thread(
            target=server.serve_forever, args=(0.02,), name="certificate-printer-simulator", daemon=True
        )
        self._thread.start()

    def power_loss(self) -> None:
        """Gone, with every job in it and the count of their numbers."""
        self.unplug()
        self._press.forget()

    def _take_formats(self, *formats: str) -> None:
        with self._press.lock:
            self._press.formats = formats

    def _hinder(self, reason: str, on: bool) -> None:
        with self._press.lock:
            (self._press.hindrances.add if on else self._press.hindrances.discard)(reason)

    def _warn(self, reason: str, on: bool) -> None:
        with self._press.lock:
            (self._press.warnings.add if on else self._press.warnings.discard)(reason)
