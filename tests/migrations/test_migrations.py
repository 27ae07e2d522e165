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

WATCHED = ("app/storage/", "alembic/runtime")


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


def first_start(folder):
    return lambda: open_store(folder, clock).close()


@pytest.mark.parametrize("wanted", [10, pytest.param(40, marks=pytest.mark.slow)])
def test_a_first_start_cut_anywhere_is_made_good_by_the_next(mortal, tmp_path, wanted):
    deaths = mortal.deaths(first_start, tmp_path, wanted, places=WATCHED)
    assert len(deaths.folders) == wanted
    for each in (deaths.whole, *deaths.folders):
        with open_store(each, clock) as store:
            assert store.audit.verify().records == 1
