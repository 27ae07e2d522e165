"""Which catalogue a station works with: its centre's, else the folder of station.toml, else the one that ships."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from app.catalogue import LoadedCatalogue, load_catalogue
from app.catalogue.kept import HOME, kept_digest, kept_folder
from app.catalogue.loader import SHIPPED
from app.config import Settings
from app.domain.errors import ConfigInvalid

if TYPE_CHECKING:
    from app.storage.catalogue_shelf import FolderShelf

_log = logging.getLogger(__name__)


def catalogue_in_use(settings: Settings) -> LoadedCatalogue:
    """Where what the centre sent cannot be used any more (a damaged disk, another program), the one of before it: the
    sync fetches it again. Raises ConfigInvalid.
    """
    folder = folder_in_use(settings)
    if folder is not None:
        try:
            return load_catalogue(folder)
        except (ConfigInvalid, OSError) as error:
            _log.error("the centre's catalogue cannot be used: %s", type(error).__name__)
    return load_catalogue(settings.catalogue_dir)


def folder_in_use(settings: Settings) -> Path | None:
    """Of the centre's catalogue; None where it sent none, or where the station keeps its own."""
    return kept_folder(settings.data_dir / HOME) if settings.catalogue_from_centre else None


def digest_in_use(settings: Settings) -> str:
    """Which of the centre's catalogues the next start will use; empty: none. A running program compares."""
    return kept_digest(settings.data_dir / HOME) if settings.catalogue_from_centre else ""


def catalogue_shelf(settings: Settings) -> FolderShelf | None:
    from app.storage.catalogue_shelf import FolderShelf

    begin = settings.catalogue_dir or SHIPPED
    return FolderShelf(settings.data_dir / HOME, begin) if settings.catalogue_from_centre else None
