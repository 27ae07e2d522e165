import errno
import os
import shutil

import pytest

from app.domain.errors import StorageProblem, WrongInput, WrongKey
from app.storage import KeyChoice, KeyKind, StoreChoices, durable, open_store, passphrase_key
from app.storage.key_change import change_key, look_at_key
from tests.unit.app.storage.swtpm import running_tpm

WORDS = "five unrelated words in a row"
FILE = KeyChoice(KeyKind.FILE)
PASSPHRASE = KeyChoice(KeyKind.PASSPHRASE, passphrase=lambda _is_new: WORDS)


def opened(data_dir, clock, key=FILE):
    return open_store(data_dir, clock, StoreChoices(key))


def told(store):
    return [record.record for record in store.audit.records() if b"key.rewrapped" in record.record]


def test_the_key_goes_round_all_its_keepers_and_the_database_stays_as_it_is(data_dir, clock, samples, tmp_path):
    with opened(data_dir, clock) as store:
        store.cases.submit(samples.submission())
    plain = (data_dir / "keys" / "database.key").read_bytes().strip()
    with running_tpm(tmp_path / "chip") as name:
        tpm = KeyChoice(KeyKind.TPM, name)
        for present, wished in ((FILE, PASSPHRASE), (PASSPHRASE, tpm), (tpm, FILE)):
            database = (data_dir / "terminal.db").read_bytes()
            assert change_key(data_dir, present, wished).kind is wished.kind
            assert look_at_key(data_dir).kind is wished.kind
            assert (data_dir / "terminal.db").read_bytes() == database
            assert (plain in (data_dir / "keys" / "database.key").read_bytes()) is (wished is FILE)
            with opened(data_dir, clock, wished) as store:
                assert store.cases.case(samples.case_id()) is not None
    with opened(data_dir, clock) as store:
        assert len(told(store)) == 3
        assert store.audit.verify().intact


def test_a_plain_key_is_overwritten_when_it_goes(data_dir, clock):
    opened(data_dir, clock).close()
    key_file = data_dir / "keys" / "database.key"
    os.link(key_file, data_dir.parent / "same-bytes")

    change_key(data_dir, FILE, PASSPHRASE)

    assert set((data_dir.parent / "same-bytes").read_bytes()) == {0}


def test_a_plain_key_that_a_power_cut_left_half_written_is_wiped_at_the_next_start(data_dir, clock):
    opened(data_dir, clock).close()
    plain = (data_dir / "keys" / "database.key").read_bytes()
    change_key(data_dir, FILE, PASSPHRASE)
    rest = data_dir / "keys" / "database.key.part"
    rest.write_bytes(plain)
    os.link(rest, data_dir.parent / "same-bytes")

    opened(data_dir, clock, PASSPHRASE).close()

    assert not rest.exists()
    assert set((data_dir.parent / "same-bytes").read_bytes()) == {0}


def test_a_key_that_does_not_open_the_database_is_not_kept_anew(data_dir, clock):
    opened(data_dir, clock).close()
    key_file = data_dir / "keys" / "database.key"
    key_file.write_text("ab" * 32)

    with pytest.raises(WrongKey):
        change_key(data_dir, FILE, PASSPHRASE)

    assert key_file.read_text() == "ab" * 32


def test_where_the_new_keeper_fails_the_old_one_stays(data_dir, clock):
    opened(data_dir, clock).close()
    before = (data_dir / "keys" / "database.key").read_bytes()

    with pytest.raises(WrongKey):
        change_key(data_dir, FILE, KeyChoice(KeyKind.TPM, "device:/dev/no-such-tpm"))
    with pytest.raises(WrongInput):
        change_key(data_dir, FILE, KeyChoice(KeyKind.PASSPHRASE, passphrase=lambda _is_new: "short"))

    assert (data_dir / "keys" / "database.key").read_bytes() == before


@pytest.mark.parametrize(
    ("fault", "told_as"),
    [(KeyboardInterrupt(), KeyboardInterrupt), (OSError(errno.EIO, "broken"), StorageProblem)],
    ids=["ended by a person", "disk fault"],
)
def test_a_change_that_ends_behind_the_new_name_leaves_a_key_that_opens(
    data_dir, clock, samples, monkeypatch, fault, told_as
):
    with opened(data_dir, clock) as store:
        store.cases.submit(samples.submission())

    def ends(_folder):
        raise fault

    with monkeypatch.context() as patch:
        patch.setattr(durable, "sync_directory", ends)
        with pytest.raises(told_as):
            change_key(data_dir, FILE, PASSPHRASE)

    assert look_at_key(data_dir).kind is KeyKind.PASSPHRASE
    with opened(data_dir, clock, PASSPHRASE) as store:
        assert store.cases.case(samples.case_id()) is not None


def test_a_directory_without_a_database_has_no_key_to_change(data_dir):
    data_dir.mkdir()

    assert look_at_key(data_dir) is None
    with pytest.raises(WrongInput, match="还没有数据库"):
        change_key(data_dir, FILE, PASSPHRASE)
    assert list(data_dir.iterdir()) == []


def change_to_passphrase(folder, template):
    passphrase_key.MEMORY_KIB, passphrase_key.PASSES = 64, 1  # as quick as may be; in a process of its own
    shutil.copytree(template, folder)
    return lambda: change_key(folder, FILE, KeyChoice(KeyKind.PASSPHRASE, passphrase=lambda _is_new: WORDS))


def test_a_change_cut_anywhere_leaves_a_key_that_opens(mortal, new_data_dir, tmp_path, clock):
    mortal.life(change_to_passphrase, tmp_path / "warm", new_data_dir)
    total = mortal.life(change_to_passphrase, tmp_path / "whole", new_data_dir).steps
    ends = set()
    for step in sorted({1, total // 4, total // 2, *range(total - 26, total + 1, 3), total}):
        folder = tmp_path / f"cut-{step}"
        assert mortal.life(change_to_passphrase, folder, new_data_dir, dies_at=step).was_killed
        kind = look_at_key(folder).kind
        ends.add(kind)
        with opened(folder, clock, PASSPHRASE if kind is KeyKind.PASSPHRASE else FILE) as store:
            assert store.cases.cases() == []
            assert len(told(store)) == (kind is KeyKind.PASSPHRASE)
    assert ends == {KeyKind.FILE, KeyKind.PASSPHRASE}
