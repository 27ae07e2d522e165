"""What the commands on the centre's data have in common: they work whether the server runs or not."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from app.central.settings import DATABASE_VARIABLE, sqlite_url
from app.commands.output import add_common, settings_of
from app.domain.errors import WrongInput

if TYPE_CHECKING:
    from app.central.administration import Administration
    from app.domain.ports import Catalogue


def on_data(group: Any, name: str, words: str, act: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
    parser = add_database(add_common(group.add_parser(name, help=words)))
    parser.set_defaults(act=act)
    return parser


def add_database(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    words = f"数据库（也可设 {DATABASE_VARIABLE}）；不写用数据目录里的 SQLite"
    parser.add_argument("--database-url", metavar="URL", help=words)
    return parser


def database_url(args: argparse.Namespace) -> str:
    """Of the command or of the environment; empty for the SQLite file of the data directory."""
    return args.database_url or os.environ.get(DATABASE_VARIABLE, "")


def in_its_file(args: argparse.Namespace, words: str) -> None:
    """Raises WrongInput where the centre's database is another than the SQLite file of the data directory."""
    if database_url(args) not in ("", sqlite_url(settings_of(args).data_dir)):
        raise WrongInput("这个命令只管数据目录里的 SQLite 数据库。", words)


@contextmanager
def office_of(args: argparse.Namespace, catalogue: Catalogue | None = None) -> Iterator[Administration]:
    """Makes no centre where there is none. Raises StorageProblem, ConfigInvalid."""
    from app.central.administration import Administration

    with Administration(settings_of(args).data_dir, database_url(args), catalogue, founds=False) as office:
        yield office
