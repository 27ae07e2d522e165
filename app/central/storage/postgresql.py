"""What is agreed with a PostgreSQL on every connection: how long a line is silent, a transaction keeps others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

LINE: Mapping[str, int] = {
    "connect_timeout": 5,
    "keepalives": 1,
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
"""For libpq, in seconds, the last in milliseconds: whoever waits for a machine that lost its power hears of it after
half a minute, not after two hours. What an address says itself counts."""
LIMITS: Mapping[str, str] = {
    "idle_in_transaction_session_timeout": "30s",
    "lock_timeout": "10s",
    "tcp_keepalives_idle": "30",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "3",
    "tcp_user_timeout": "60000",
}
"""For the server: a replica whose machine lost its power keeps its rows no longer than that, and whoever waits for a
row keeps its thread and its connection no longer than that. No transaction here waits for anything but the database."""
LOCK_NOT_AVAILABLE = "55P03"


def agree(connection: Any, _record: Any) -> None:
    """On every new connection of psycopg; lz4 for what the server compresses, if it was built with it."""
    with connection.cursor() as cursor:
        cursor.executemany("SELECT set_config(%s, %s, false)", list(LIMITS.items()))
        cursor.execute(
            "SELECT set_config(name, 'lz4', false) FROM pg_settings"
            " WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)"
        )
    connection.commit()
