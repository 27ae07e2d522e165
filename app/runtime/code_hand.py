"""Reads the code scanner as long as a code means something to the sitting; lets it go as soon as it does not."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable
from threading import Event as Flag

from app.domain.errors import TerminalError
from app.domain.scanned_code import CodeRules, ScannedCode, classify
from app.journeys.delays import CODE_AGAIN_S, CODE_READ_S, SCANNER_RETRY_S
from app.journeys.events import Event
from app.journeys.handing_events import CodeAtDesk
from app.journeys.scanning_commands import ReadCodes, ScanningCommand
from app.journeys.scanning_events import CodeWasRead, ScannerIsThere, ScannerWentAway
from app.runtime.errands import Errands, said_failed
from app.runtime.machine import Machine
from app.runtime.worker import Worker
from hardware import CodeScanned, CodeScanner, DeviceState, HardwareError

GROUP = "codes"
_log = logging.getLogger(__name__)


class CodeHand:
    """Has a thread of its own, for it waits all day; whoever looks at the scanner meanwhile asks in another one."""

    def __init__(self, machine: Machine, errands: Errands, is_manned: Callable[[], bool] | None = None) -> None:
        """`is_manned`: at a desk, whether a clerk sits there; None where citizens hold codes under it."""
        self._is_manned = is_manned
        self._machine = machine
        self._errands = errands
        self.listener = Worker("code-listener")
        self._last = b""
        """The fingerprint of what was read last: its words are a person's and are not kept."""

    def carry_out(self, command: ScanningCommand) -> None:
        self._errands.stop(GROUP)
        scanner = self._machine.bench.code_scanner
        if isinstance(command, ReadCodes) and scanner is not None:
            self._errands.start(GROUP, self.listener, lambda stop: self._read(scanner, stop), _ended)

    def _read(self, scanner: CodeScanner, stop: Flag) -> None:
        """What lies there from before is not read once more: it has to go first."""
        seen_at, is_gone = time.monotonic(), False
        while not stop.is_set():
            try:
                if is_gone and not self._is_back(scanner, stop):
                    continue
                is_gone = False
                outcome = scanner.scan(CODE_READ_S, stop)
            except HardwareError:
                if not is_gone:
                    self._say(stop, ScannerWentAway)
                is_gone = True
                stop.wait(SCANNER_RETRY_S)
                continue
            if isinstance(outcome, CodeScanned):
                mark, now = hashlib.sha256(outcome.text.encode(errors="replace")).digest(), time.monotonic()
                is_another = mark != self._last or now - seen_at > CODE_AGAIN_S
                self._last, seen_at = mark, now
                if is_another:
                    self._tell(outcome.text, stop)

    def _tell(self, text: str, stop: Flag) -> None:
        code = classify(text, self._rules())
        self._say(stop, lambda: self._read_by(code))

    def _read_by(self, code: ScannedCode) -> Event | None:
        if self._is_manned is None:
            return CodeWasRead(code)
        return CodeAtDesk(code) if self._is_manned() else None

    def _is_back(self, scanner: CodeScanner, stop: Flag) -> bool:
        if scanner.status().state is not DeviceState.ONLINE:
            stop.wait(SCANNER_RETRY_S)
            return False
        self._say(stop, ScannerIsThere)
        return True

    def _say(self, stop: Flag, event: Callable[[], Event | None]) -> None:
        self._errands.meanwhile(self.listener, stop, event)

    def _rules(self) -> CodeRules:
        """Without the store nobody knows which pages are our centre's."""
        try:
            return self._machine.code_rules()
        except TerminalError as error:
            _log.warning("the rules of codes could not be had: %s", type(error).__name__)
            return CodeRules()


def _ended(result: object) -> None:
    said_failed(result)
