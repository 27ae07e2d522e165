"""The catalogue from the centre, on the disk: written whole, checked, and only then the one in use.

A power cut before the last step leaves the catalogue of before in use, and a folder that the next one put removes.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from app.catalogue import validate
from app.catalogue.kept import IN_USE, kept_digest, kept_folder
from app.catalogue.travelling import digest_of, read_files
from app.storage.durable import make_private_directory, sync_directory, write_all_whole, write_whole
from app.storage.failures import file_failures


class FolderShelf:
    """Implements the port `CatalogueShelf`. `begin`: the folder in use as long as no centre sent any."""

    def __init__(self, home: Path, begin: Path) -> None:
        self._home = home
        self._begin = begin
        self._read: tuple[str, str] | None = None
        """What the pointer said when the files were looked at, and what they were."""

    def digest(self) -> str:
        said = kept_digest(self._home)
        if self._read is None or self._read[0] != said:
            try:
                self._read = said, digest_of(read_files(kept_folder(self._home) or self._begin))
            except OSError:
                return ""
        return self._read[1]

    def put(self, files: Mapping[str, bytes], digest: str) -> str:
        with file_failures(self._home.parent):
            folder = self._written(files, digest)
            if findings := validate(folder):
                shutil.rmtree(folder)
                return str(findings[0])
            before = kept_digest(self._home)
            write_whole(self._home / IN_USE, f"{digest}\n".encode("ascii"))
            self._remove_all_but(digest, before)
        return ""

    def _written(self, files: Mapping[str, bytes], digest: str) -> Path:
        folder = self._home / digest
        if folder.exists():  # of a time when the power went, or damaged since
            shutil.rmtree(folder)
        make_private_directory(self._home)
        make_private_directory(folder)
        for part in sorted({(folder / name).parent for name in files}):
            make_private_directory(part)
        write_all_whole({folder / name: content for name, content in files.items()})
        sync_directory(self._home)
        return folder

    def _remove_all_but(self, *digests: str) -> None:
        """The one before stays: a program that has just begun may be reading it."""
        for each in self._home.iterdir():
            if each.is_dir() and each.name not in digests:
                shutil.rmtree(each, ignore_errors=True)
