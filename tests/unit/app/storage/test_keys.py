import pytest

from app.domain.errors import StorageProblem, WrongKey
from app.storage import KeyChoice, KeyKind, StoreChoices, open_store
from app.storage.key_file import read

EVERY_WAY = [
    StoreChoices(KeyChoice(KeyKind.FILE)),
    StoreChoices(KeyChoice(KeyKind.PASSPHRASE, passphrase=lambda _is_new: "a rather long passphrase")),
    StoreChoices(KeyChoice(KeyKind.TPM, "device:/dev/no-such-tpm")),
]


@pytest.mark.parametrize("choices", EVERY_WAY, ids=["file", "passphrase", "tpm"])
@pytest.mark.parametrize("with_database", [True, False])
def test_a_lost_key_is_told_and_never_made_anew(data_dir, clock, samples, choices, with_database):
    with open_store(data_dir, clock) as store:
        store.cases.submit(samples.submission())
    (data_dir / "keys" / "database.key").unlink()
    if not with_database:
        (data_dir / "terminal.db").unlink()
    before = sorted(each.name for each in data_dir.rglob("*"))

    with pytest.raises(WrongKey, match="找不到数据库的密钥文件") as caught:
        open_store(data_dir, clock, choices)

    assert caught.value.exit_code == 7
    assert "备份" in caught.value.what_to_do
    assert sorted(each.name for each in data_dir.rglob("*")) == before


def test_a_lost_database_is_told_and_never_made_anew(data_dir, clock, samples):
    with open_store(data_dir, clock) as store:
        store.cases.submit(samples.submission())
    database = (data_dir / "terminal.db").rename(data_dir.parent / "elsewhere.db")

    with pytest.raises(StorageProblem, match="数据库文件不见了"):
        open_store(data_dir, clock)

    assert not (data_dir / "terminal.db").exists()
    database.rename(data_dir / "terminal.db")
    with open_store(data_dir, clock) as store:
        assert store.cases.case(samples.case_id()) is not None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b'{"kept": "tpm"}',
        b'{"kept": "file", "id": ""}',
        b"\xff" * 64,
        b"ab" * 31,
        b'{"kept": "passphrase", "id": "1", "salt": "!", "nonce": "", "sealed": "", "passes": 1}',
        b"[" * 100_000,
    ],
    ids=["nothing", "empty object", "list", "null", "no halves", "no key", "no text", "short", "no base64", "deep"],
)
def test_a_key_file_that_is_none_is_told(content):
    with pytest.raises(WrongKey, match="密钥文件内容不对"):
        read(content)


def test_the_key_stands_in_no_repr():
    kept = read(b"ab" * 32)

    assert "abab" not in repr(kept)
