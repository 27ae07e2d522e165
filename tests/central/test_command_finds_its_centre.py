"""A centre on PostgreSQL, asked by command: its own database answers, or none does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect

from app.catalogue import LoadedCatalogue
from app.central.server import EmbeddedCentre
from app.central.settings import DATABASE_VARIABLE
from app.central.storage.database import Database
from tests.central.postgresql import Server

HOUSE = Path(__file__).parents[2]


def kiosk(data_dir: Path, *words: str, address: str = "") -> tuple[int, Any]:
    command = [sys.executable, "-m", "app", "central", *words, "--data-dir", str(data_dir), "--json"]
    environment = {**os.environ, DATABASE_VARIABLE: address}
    done = subprocess.run(command, cwd=HOUSE, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, json.loads(done.stdout)


@pytest.fixture
def centre(tmp_path: Path, catalogue: LoadedCatalogue, postgresql_server: Server) -> str:
    """Its address; the data directory holds its keys."""
    url = postgresql_server.new_database()
    with EmbeddedCentre(tmp_path, catalogue, database_url=url):
        pass
    return url


def test_a_centre_on_postgresql_is_never_answered_from_a_file_made_beside_its_keys(tmp_path: Path, centre: str) -> None:
    keys = tmp_path / "central" / "keys" / "seal.key"
    before = keys.read_bytes()
    for words in (("rotate-key",), ("payments",), ("enrolment-code", "--station", "S1")):
        code, told = kiosk(tmp_path, *words)
        assert (code, told["error"]["message"]) == (7, "这里没有中心的数据库。")
    assert keys.read_bytes() == before
    assert not (tmp_path / "central" / "central.db").exists()


def test_it_is_asked_where_the_environment_says(tmp_path: Path, centre: str) -> None:
    code, told = kiosk(tmp_path, "rotate-key", address=centre)
    assert (code, told["prepared"]) == (0, False)
    assert kiosk(tmp_path, "payments", "--database-url", centre)[0] == 0


def test_no_tables_are_made_in_a_database_that_is_no_centre(
    tmp_path: Path, centre: str, postgresql_server: Server
) -> None:
    other = postgresql_server.new_database()
    assert kiosk(tmp_path, "rotate-key", address=other)[0] == 7
    assert kiosk(tmp_path, "after-restore", address=other)[0] == 7
    database = Database(other)
    try:
        with database.read() as connection:
            assert inspect(connection).get_table_names() == []
    finally:
        database.close()
