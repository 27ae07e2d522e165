"""A copied SQLite file, read where it lies: nothing is written, not even beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, create_engine, inspect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from app.central.storage import key_prints
from app.central.storage.key_prints import KeyPrint
from app.central.storage.key_tables import key_prints as key_prints_table
from app.domain.errors import StorageProblem


@contextmanager
def looked_into(copy: Path) -> Iterator[Connection]:
    """Nobody else may write it meanwhile; its tables may be those of an earlier program. Raises StorageProblem."""
    url = f"sqlite:///file:{quote(str(copy.absolute()))}?mode=ro&immutable=1&uri=true"
    engine = create_engine(url, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            yield connection
    except DBAPIError as error:
        raise StorageProblem("备份里的数据库读不出来。", "请用另一份备份。") from error
    finally:
        engine.dispose()


def keys_known(connection: Connection) -> frozenset[KeyPrint]:
    """None of them where it was written by a program of before."""
    if not inspect(connection).has_table(key_prints_table.name):
        return frozenset()
    return key_prints.known(connection)
