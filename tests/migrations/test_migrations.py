import os
import subprocess
import sys
import textwrap
from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from app.domain.errors import StorageProblem
from app.storage import open_store
from app.storage.schema import HEAD, MIGRATIONS
from app.storage.tables import metadata


def clock():
    return datetime(2026, 3, 18, tzinfo=UTC)


@pytest.fixture
def data_dir(tmp_path):
    return tmp_path / "data"


def scripts():
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return ScriptDirectory.from_config(config)


def test_the_program_expects_the_newest_migration():
    assert scripts().get_heads() == [HEAD]


def test_the_migrations_make_the_tables_the_program_uses(data_dir):
    with open_store(data_dir, clock) as store, store.database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, metadata) == []


def test_partial_indexes_are_made_as_the_tables_say(data_dir):
    with open_store(data_dir, clock) as store, store.database.reading() as connection:
        made = dict(
            connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql > ''")).all()
        )

    wanted = {index.name: index for table in metadata.tables.values() for index in table.indexes}
    assert set(made) == set(wanted)
    for name, index in wanted.items():
        where = index.dialect_options["sqlite"]["where"]
        assert where is None or str(where) in made[name]


def test_a_database_of_a_newer_program_is_left_alone(data_dir):
    with open_store(data_dir, clock) as store, store.database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = (data_dir / "terminal.db").read_bytes()

    with pytest.raises(StorageProblem, match="更新版本") as caught:
        open_store(data_dir, clock)

    assert caught.value.exit_code == 7
    assert (data_dir / "terminal.db").read_bytes() == before


KILLED_WHILE_MIGRATING = textwrap.dedent(
    """
    import os, signal, sys
    from datetime import UTC, datetime
    from pathlib import Path
    import alembic.command, app.storage.opening
    from app.storage import open_store

    def forked(folder, deadline):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            calls = 0
            def profile(frame, event, argument):
                nonlocal calls
                name = frame.f_code.co_filename.replace(os.sep, "/")
                if event in ("call", "c_call") and ("app/storage/" in name or "alembic/runtime" in name):
                    calls += 1
                    if calls == deadline:
                        os.kill(os.getpid(), signal.SIGKILL)
            sys.setprofile(profile)
            open_store(folder, lambda: datetime(2026, 3, 18, tzinfo=UTC)).close()
            sys.setprofile(None)
            os.write(writing, str(calls).encode())
            os._exit(0)
        os.close(writing)
        told = os.read(reading, 20)
        os.close(reading)
        os.waitpid(child, 0)
        return told

    root = Path(sys.argv[1])
    total = int(forked(root / "whole", -1))
    for step in range(20):
        assert forked(root / f"cut-{step}", 1 + total * step // 20) == b""
    """
)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and fork")
def test_a_first_start_cut_anywhere_is_made_good_by_the_next(tmp_path):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)}
    child = subprocess.run(
        [sys.executable, "-c", KILLED_WHILE_MIGRATING, str(tmp_path)],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert child.returncode == 0, child.stderr

    folders = sorted(tmp_path.iterdir())
    assert len(folders) >= 20
    for each in folders:
        with open_store(each, clock) as store:
            assert store.audit.verify().records == 1
