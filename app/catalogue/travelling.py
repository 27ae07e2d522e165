"""A catalogue on its way from a centre to a station: its files, the digest they are known by, and one ZIP of them."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

FILES_AT_MOST = 10_000
BYTES_AT_MOST = 64 << 20
"""Unpacked, all files together."""

_NAME = re.compile(r"(?:catalogue|fields)\.yaml|(?:divisions|grids)\.csv|(?:items|fragments)/\w[\w@.-]{0,99}\.yaml")
_UNSOUND = (zipfile.BadZipFile, zlib.error, struct.error, ValueError, OverflowError, RuntimeError, EOFError)
"""What `zipfile` was seen or is documented to raise where bytes were changed."""
_NO_TIME = (1980, 1, 1, 0, 0, 0)

Files = Mapping[str, bytes]
"""By name relative to the catalogue's folder, with `/` between folder and file: all that `load_catalogue` reads."""


class PackUnsound(ValueError):
    """What came is no catalogue's ZIP: broken, too large, or with names that no catalogue has."""


def read_files(folder: Path) -> Files:
    """What of a folder belongs to its catalogue. Raises OSError."""
    return {name: path.read_bytes() for name, path in _named(folder)}


def digest_of(files: Files) -> str:
    """SHA-256 (hex) over the names and contents: the same for the same files, however they were packed."""
    lines = (f"{sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    return sha256("".join(lines).encode()).hexdigest()


def pack(files: Files) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _NO_TIME), files[name], zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def unpack(packed: bytes) -> Files:
    """In memory, bounded by the limits above whatever the ZIP says of itself. Raises PackUnsound."""
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            return dict(_unpacked(archive))
    except PackUnsound:
        raise
    except _UNSOUND as error:
        raise PackUnsound("no sound ZIP") from error


def _unpacked(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    entries = archive.infolist()
    if len(entries) > FILES_AT_MOST or len({each.filename for each in entries}) != len(entries):
        raise PackUnsound("too many files, or one twice")
    left = BYTES_AT_MOST
    for entry in entries:
        if not _NAME.fullmatch(entry.filename):
            raise PackUnsound("a file that no catalogue has")
        with archive.open(entry) as file:
            content = file.read(left + 1)
        left -= len(content)
        if left < 0:
            raise PackUnsound("too large")
        yield entry.filename, content


def _named(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if _NAME.fullmatch(name) and path.is_file():
            yield name, path
