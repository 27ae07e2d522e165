"""What the commands on the centre's data have in common: they work whether the server runs or not."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from app.commands.output import add_common, settings_of

if TYPE_CHECKING:
    from app.central.administration import Administration


def on_data(group: Any, name: str, words: str, act: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
    parser = add_common(group.add_parser(name, help=words))
    parser.add_argument("--database-url", metavar="URL", help="数据库；不写用数据目录里的 SQLite")
    parser.set_defaults(act=act)
    return parser


@contextmanager
def office_of(args: argparse.Namespace) -> Iterator[Administration]:
    """Raises StorageProblem, ConfigInvalid."""
    from app.central.administration import Administration

    with Administration(settings_of(args).data_dir, args.database_url or "") as office:
        yield office
