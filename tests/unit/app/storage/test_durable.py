"""What stays of files when writing them fails behind the first name."""

import errno

import pytest

from app.storage import durable
from app.storage.durable import part_of, write_all_whole


@pytest.fixture
def broken_folder(monkeypatch):
    def ends(_folder):
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(durable, "sync_directory", ends)


def test_a_file_that_stood_there_is_never_removed(tmp_path, broken_folder):
    older, new = tmp_path / "older", tmp_path / "new"
    older.write_bytes(b"before")

    with pytest.raises(OSError, match="broken"):
        write_all_whole({older: b"after", new: b"new"})

    assert older.read_bytes() == b"after"
    assert list(tmp_path.iterdir()) == [older]


def test_of_new_files_none_stays_where_one_of_them_cannot_be_written(tmp_path):
    taken = tmp_path / "taken"
    part_of(taken).mkdir()

    with pytest.raises(OSError, match="taken"):
        write_all_whole({tmp_path / "first": b"1", taken: b"2"})

    assert list(tmp_path.iterdir()) == [part_of(taken)]
