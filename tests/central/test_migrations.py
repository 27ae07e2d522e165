"""The centre's tables: made by migrations, the same on SQLite and PostgreSQL, whoever starts first."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from app.central.storage import schema, tables
from app.central.storage.database import Database
from app.domain.errors import StorageProblem
from tests.central.postgresql import Server
from tests.central.ready_schema import from_memory

HOUSE = Path(__file__).parents[2]
PREPARE = """
import os, sys
from alembic import command
from app.central.storage.database import Database
word, said = os.pipe()
children = []
for _ in range(2):
    if not (child := os.fork()):
        os.close(said)
        os.read(word, 1)
        database = Database(sys.argv[1])
        database.prepare()
        database.close()
        os._exit(0)
    children.append(child)
os.close(said)
sys.exit(any(os.waitpid(child, 0)[1] for child in children))
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'central.db'}"
    server: Server = request.getfixturevalue("postgresql_server")
    return server.new_database()


def run(url: str, *statements: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        for each in statements:
            connection.execute(text(each))
    engine.dispose()


def prepared(folder: Path, name: str) -> set[tuple[object, ...]]:
    """What the database says of its tables; the constraints of a rebuilt one come in any order."""
    database = Database(f"sqlite:///{folder / name}")
    database.prepare()
    with database.read() as connection:
        found = connection.execute(text("SELECT type, name, tbl_name, sql FROM sqlite_master")).all()
        found += connection.execute(text("SELECT * FROM alembic_version")).all()
    database.close()
    return {(*names, *sorted(re.split(r"[,()\n]+", sql or ""))) for *names, sql in found}


def test_what_other_tests_write_from_memory_is_what_the_migrations_make(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrated = prepared(tmp_path, "migrated.db")
    monkeypatch.setattr(schema, "upgrade", from_memory)
    prepared(tmp_path, "looked-at.db")
    assert prepared(tmp_path, "from-memory.db") == migrated


def differences(url: str) -> list[object]:
    database = Database(url)
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found: list[object] = list(compare_metadata(context, tables.metadata))
    database.close()
    return found


def prepare(url: str) -> None:
    database = Database(url)
    try:
        database.prepare()
    finally:
        database.close()


def test_there_is_one_newest_migration_and_it_bears_the_highest_number() -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [schema.head()]


def test_the_migrations_make_the_tables_the_program_uses(url: str) -> None:
    prepare(url)
    assert differences(url) == []


def test_a_database_from_before_the_migrations_is_taken_over(url: str) -> None:
    prepare_first_version(url)
    run(
        url,
        "CREATE TABLE schema_version (version INTEGER PRIMARY KEY)",
        "INSERT INTO schema_version VALUES (1)",
        "INSERT INTO enrolment_codes VALUES ('kept', 'hall-01', '', '2026-03-18', '2026-03-19', NULL)",
    )
    prepare(url)
    assert differences(url) == []
    database = Database(url)
    with database.read() as connection:
        assert connection.execute(text("SELECT code_sha256 FROM enrolment_codes")).scalars().all() == ["kept"]
    database.close()


def prepare_first_version(url: str) -> None:
    """The tables as `create_all` made them once, without a word of their revision."""
    from alembic import command

    database = Database(url)
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    with database.write() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, schema.FIRST)
        connection.execute(text("DROP TABLE alembic_version"))
    database.close()


def test_a_database_of_a_newer_program_is_left_alone(url: str) -> None:
    prepare(url)
    prepare(url)
    run(url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StorageProblem, match="新"):
        prepare(url)
    assert differences(url) == []


def test_a_migration_that_fails_leaves_the_database_as_it_was(
    url: str, tmp_path: Path, broken: Callable[[], None]
) -> None:
    prepare(url)
    before = differences(url)
    broken()
    with pytest.raises(StorageProblem):
        prepare(url)
    assert differences(url) == before == []


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Adds a migration whose second statement cannot be done."""

    def add() -> None:
        import shutil

        folder = tmp_path / "migrations"
        shutil.copytree(schema.MIGRATIONS, folder)
        (folder / "versions" / "9000_broken.py").write_text(
            f'from alembic import op\nrevision = "9000"\ndown_revision = "{schema.head()}"\n'
            'def upgrade() -> None:\n    op.execute("DROP TABLE payments")\n    op.execute("DROP TABLE never_there")\n'
        )
        monkeypatch.setattr(schema, "MIGRATIONS", folder)
        monkeypatch.setattr(schema, "head", lambda: "9000")

    return add


@pytest.mark.skipif(sys.platform == "win32", reason="fork")
def test_two_that_start_at_once_on_an_empty_database_both_come_up(url: str) -> None:
    """Both wait for the word, so that their first statements meet."""
    assert subprocess.run([sys.executable, "-c", PREPARE, url], cwd=HOUSE, check=False).returncode == 0
    assert differences(url) == []
