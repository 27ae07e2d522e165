"""What one centre is started with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.domain.ports import Catalogue

DATABASE_VARIABLE = "BIANMIN_DATABASE_URL"
"""Of the environment: the address of the database for every command that is not told one."""


@dataclass(frozen=True, slots=True)
class CentralSettings:
    """`data_dir` is the program's data directory; the centre lives in its folder `central`.

    `database_url` empty means the SQLite file, `object_store` empty the folder `objects`.
    `public_urls` are the addresses under which stations and phones know this centre: the first one goes into links,
    all of them are accepted as audience of a token. `adapter` is the way to a city's own platform, empty for none.
    `workers` processes take in large batches; with 0 the centre does it in its own.
    `traffic_platform` is where licences are looked up, empty for the simulated one. `payment_gateway` is where fees are
    paid, empty for the centre's own page, on which no money moves. `mailing_carrier` carries what is mailed, empty
    for a clerk who types the number. `rules_dir` are the city's own rule packs, None: those that ship.
    """

    data_dir: Path
    catalogue: Catalogue
    database_url: str = ""
    object_store: str = ""
    public_urls: tuple[str, ...] = ()
    adapter: str = ""
    workers: int = 0
    traffic_platform: str = ""
    payment_gateway: str = ""
    mailing_carrier: str = ""
    rules_dir: Path | None = None

    @property
    def url(self) -> str:
        """Of the database."""
        return self.database_url or sqlite_url(self.data_dir)

    @property
    def home(self) -> Path:
        return centre_home(self.data_dir)


def centre_home(data_dir: Path) -> Path:
    return data_dir / "central"


def sqlite_url(data_dir: Path) -> str:
    return f"sqlite:///{centre_home(data_dir) / 'central.db'}"
