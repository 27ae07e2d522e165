"""A centre's database whose machine is gone, in a network of this process's own: packets are lost, nobody hangs up.

    python -m tests.central.cut_network FOLDER DATABASE

FOLDER holds PostgreSQL's socket. Prints what happened, a line each; ends with NO_RIGHT where it may have no network.
"""

from __future__ import annotations

import ctypes
import fcntl
import socket
import struct
import sys
import threading
import time
from pathlib import Path

import psycopg
from sqlalchemy import text

from app.central.storage import postgresql
from app.central.storage.database import Database
from app.domain.errors import StorageProblem
from tests.central.lines import PATIENCE_S
from tests.central.silent_line import SilentLine

NO_RIGHT = 77
_NEW_USER, _NEW_NETWORK = 0x1000_0000, 0x4000_0000
_SET_FLAGS, _UP = 0x8914, 0x1
QUICK = {
    "connect_timeout": 1,
    "keepalives_idle": 1,
    "keepalives_interval": 1,
    "keepalives_count": 1,
    "tcp_user_timeout": 1_000,
}
ASKED = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active'"


def main(folder: Path, name: str) -> int:
    unshare = ctypes.CDLL(None).unshare  # root keeps its right to the socket's folder only without a new user
    if unshare(_NEW_NETWORK) != 0 and unshare(_NEW_USER | _NEW_NETWORK) != 0:
        return NO_RIGHT
    _loopback(up=True)
    postgresql.LINE = {**postgresql.LINE, **QUICK}
    line = SilentLine(folder / ".s.PGSQL.5432")
    database = Database(f"postgresql+psycopg://postgres@127.0.0.1:{line.port}/{name}")
    waiting = threading.Thread(target=_wait_for_an_answer, args=(database,), daemon=True)
    waiting.start()
    with psycopg.connect(f"host={folder} user=postgres dbname={name}", autocommit=True) as looking:
        while looking.execute(ASKED).fetchone() != (1,):
            time.sleep(0.01)
    _loopback(up=False)
    waiting.join(PATIENCE_S)
    if waiting.is_alive():
        sys.stdout.write("waits for ever\n")
        return 0
    _loopback(up=True)
    with database.read() as connection:
        sys.stdout.write(f"works again {connection.execute(text('SELECT 1')).scalar_one()}\n")
    return 0


def _wait_for_an_answer(database: Database) -> None:
    try:
        with database.read() as connection:
            connection.execute(text("SELECT pg_sleep(600)"))
    except StorageProblem:
        sys.stdout.write("told\n")


def _loopback(*, up: bool) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, _SET_FLAGS, struct.pack("16sh14x", b"lo", _UP if up else 0))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
