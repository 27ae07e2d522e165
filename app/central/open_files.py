"""How many files and connections this process may have open at one time."""

from __future__ import annotations

import logging

WANTED = 65_536
ASSUMED = 512
"""Where the system tells no limit (Windows): as many connections Python waits for there."""
_log = logging.getLogger("bianmin.central")


def open_many() -> None:
    """Raise this process's own limit as far as the system lets it; where it does not, the old one stays and is told."""
    try:
        import resource
    except ModuleNotFoundError:  # Windows
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = WANTED if hard == resource.RLIM_INFINITY else min(hard, WANTED)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    except (OSError, ValueError):
        _log.warning("no more than %d files may be open: the system gives no %d", soft, wanted)


def most_open() -> int:
    try:
        import resource
    except ModuleNotFoundError:  # Windows
        return ASSUMED
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return WANTED if soft == resource.RLIM_INFINITY else soft
