"""The catalogue a centre sent, as it lies in the data directory: one folder a digest, and a file that says which."""

from __future__ import annotations

import re
from pathlib import Path

HOME = "catalogue"
"""Of the data directory."""
IN_USE = "in-use"
_DIGEST = re.compile(r"[0-9a-f]{64}")


def kept_digest(home: Path) -> str:
    """Of the one in use from the next start on; empty where there is none."""
    try:
        said = (home / IN_USE).read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return said if _DIGEST.fullmatch(said) else ""


def kept_folder(home: Path) -> Path | None:
    """Its folder, which may have been damaged since; None where there is none."""
    digest = kept_digest(home)
    folder = home / digest
    return folder if digest and folder.is_dir() else None
