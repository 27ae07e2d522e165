import dataclasses

import pytest

from app.domain.errors import WrongInput, WrongKey
from app.storage import KeyChoice, KeyKind, StoreChoices, open_store, passphrase_key
from app.storage.key_file import read, written

KEY = "3c" * 32
WORDS = "青山 绿水 白鹭 石桥 乌篷船"


@pytest.fixture(scope="module")
def kept():
    return passphrase_key.wrap(KEY, WORDS)


def choices(passphrase):
    return StoreChoices(KeyChoice(KeyKind.PASSPHRASE, passphrase=lambda _is_new: passphrase))


def test_the_passphrase_gives_the_key_back_and_the_file_holds_neither(kept):
    content = written(kept)

    assert passphrase_key.unwrap(read(content), WORDS) == KEY
    assert KEY.encode() not in content
    assert WORDS.encode() not in content


def test_the_parameters_are_those_of_rfc_9106(kept):
    assert (kept.passes, kept.memory_kib, kept.lanes, len(kept.salt)) == (3, 65536, 4, 16)


@pytest.mark.parametrize("typed", [WORDS + " ", WORDS.replace(" ", ""), ""], ids=["longer", "joined", "nothing"])
def test_a_wrong_passphrase_is_said_in_words(kept, typed):
    with pytest.raises(WrongKey, match="口令不对") as caught:
        passphrase_key.unwrap(kept, typed)

    assert typed == "" or typed not in str(caught.value)


def test_the_same_characters_from_another_keyboard_are_the_same_passphrase():
    kept = passphrase_key.wrap(KEY, "caf\u00e9 pr\u00e8s du pont")

    assert passphrase_key.unwrap(kept, "cafe\u0301 pre\u0300s du pont") == KEY


def test_a_short_passphrase_is_refused():
    with pytest.raises(WrongInput, match="口令太短"):
        passphrase_key.wrap(KEY, "0123456789a")


@pytest.mark.parametrize(
    "change",
    [{"passes": 0}, {"passes": 10**9}, {"memory_kib": 1 << 40}, {"memory_kib": 1}, {"lanes": 10**6}],
    ids=["no passes", "a day of passes", "all memory", "no memory", "all lanes"],
)
def test_a_forged_file_cannot_make_the_program_work_for_ever(kept, change):
    with pytest.raises(WrongKey, match="密钥文件内容不对"):
        passphrase_key.unwrap(dataclasses.replace(kept, **change), WORDS)


def test_a_changed_file_does_not_open(kept):
    changed = dataclasses.replace(kept, sealed=kept.sealed[:-1] + bytes([kept.sealed[-1] ^ 1]))

    with pytest.raises(WrongKey):
        passphrase_key.unwrap(changed, WORDS)


def test_a_station_under_a_passphrase_opens_with_it_and_with_no_other(data_dir, clock, samples):
    with open_store(data_dir, clock, choices(WORDS)) as store:
        store.cases.submit(samples.submission())
    before = (data_dir / "terminal.db").read_bytes()

    with pytest.raises(WrongKey, match="口令不对") as caught:
        open_store(data_dir, clock, choices("another passphrase"))
    with pytest.raises(WrongKey, match="没有人可以问"):
        open_store(data_dir, clock)

    assert caught.value.exit_code == 7
    assert (data_dir / "terminal.db").read_bytes() == before
    with open_store(data_dir, clock, choices(WORDS)) as store:
        assert store.cases.case(samples.case_id()) is not None
