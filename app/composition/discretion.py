"""The program keeps to itself what it knows of a person, also when it breaks."""

from __future__ import annotations

import contextlib
import logging
import sys
import threading
from types import TracebackType

from app.domain.fault_trail import fault_trail

PR_SET_DUMPABLE = 4
"""prctl(2)"""

_log = logging.getLogger(__name__)


def leave_no_memory_behind() -> None:
    """No core dump of a crash: a card and a face may be in it. The processes this one starts take the limit over."""
    try:
        import resource
    except ModuleNotFoundError:  # Windows writes none unless somebody has set that up
        return
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, most))
    if sys.platform == "linux":
        import ctypes

        # A dump that is piped to a collector heeds no limit, only this.
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def log_faults_without_their_words() -> None:
    """An exception nobody caught is logged by its kind and places, on every thread and in every slot of the window."""

    def uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        del trace
        if issubclass(kind, KeyboardInterrupt):
            return
        _log.error("uncaught: %s", fault_trail(error))

    def uncaught_in_thread(what: threading.ExceptHookArgs) -> None:
        if what.exc_value is not None:
            uncaught(what.exc_type, what.exc_value, what.exc_traceback)

    sys.excepthook = uncaught
    threading.excepthook = uncaught_in_thread
