"""What the other tests write from memory is what the migrations make."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from app.storage import open_store
from app.storage.schema import upgrade


def clock():
    return datetime(2026, 3, 18, tzinfo=UTC)


def schema_of(data_dir):
    with open_store(data_dir, clock) as store, store.database.reading() as connection:
        made = connection.execute(text("SELECT type, name, tbl_name, sql FROM sqlite_master")).all()
        return set(map(tuple, made)), connection.execute(text("SELECT version_num FROM alembic_version")).all()


@pytest.mark.usefixtures("first_schema_from_memory")
def test_the_schema_from_memory_is_the_schema(tmp_path):
    schema_of(tmp_path / "looked at")
    remembered = schema_of(tmp_path / "from memory")
    with pytest.MonkeyPatch.context() as undone:
        undone.setattr("app.storage.opening.upgrade", upgrade)
        assert schema_of(tmp_path / "migrated") == remembered
