"""kiosk key, and a station whose key a passphrase keeps."""

import os
import shutil
import sys

import pytest

from tests.unit.app.storage.swtpm import running_tpm

WORDS = "five unrelated words in a row"


@pytest.fixture(autouse=True)
def quick_derivation(monkeypatch):
    """What deriving a key really takes is tested in app/storage, and here in the processes of their own."""
    monkeypatch.setattr("app.storage.passphrase_key.MEMORY_KIB", 64)
    monkeypatch.setattr("app.storage.passphrase_key.PASSES", 1)


@pytest.fixture
def words_file(tmp_path):
    path = tmp_path / "words.txt"
    path.write_text(WORDS + "\n", encoding="utf-8")
    return path


@pytest.fixture
def station(kiosk):
    assert kiosk("case", "list", "--json").code == 0


def test_a_directory_without_a_database_has_no_key_yet(kiosk):
    assert kiosk("key", "show", "--json").document == {"kept": None, "configured": "file", "id": None}
    assert kiosk("key", "change", "--to", "passphrase", "--json").code == 2


def test_a_key_is_kept_in_a_file_unless_the_station_says_otherwise(kiosk, station):
    assert kiosk("key", "show", "--json").document["kept"] == "file"


def test_under_a_passphrase_every_command_needs_it(kiosk, station, words_file, monkeypatch):
    changed = kiosk("key", "change", "--to", "passphrase", "--new-passphrase-file", words_file, "--json")
    assert (changed.document["kept"], changed.document["configured"]) == ("passphrase", "file")
    assert set(changed.document) == {"kept", "configured", "id"}

    refused = kiosk("case", "list", "--json")
    assert (refused.code, refused.error["code"]) == (7, "APP-701")
    assert "口令" in refused.error["message"]

    monkeypatch.setenv("KIOSK_PASSPHRASE_FILE", str(words_file))
    assert kiosk("case", "list", "--json").code == 0
    assert kiosk("audit", "verify", "--json").document["intact"]

    words_file.write_text("something else", encoding="utf-8")
    wrong = kiosk("case", "list", "--json")
    assert (wrong.code, "口令不对" in wrong.error["message"]) == (7, True)
    assert "something" not in wrong.out + wrong.err


def test_the_passphrase_may_be_a_credential_of_the_system(kiosk, station, words_file, tmp_path, monkeypatch):
    assert kiosk("key", "change", "--to", "passphrase", "--new-passphrase-file", words_file).code == 0
    shutil.copy(words_file, tmp_path / "bianmin-passphrase")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))

    assert kiosk("case", "list", "--json").code == 0


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (WORDS.encode(), 0),
        (b"\xef\xbb\xbf" + WORDS.encode() + b"\r\n", 0),
        (WORDS.encode() + b" \n", 7),
    ],
    ids=["no end", "as Windows writes it", "a space before it"],
)
def test_of_a_passphrase_file_the_line_end_and_the_mark_of_windows_do_not_count(
    kiosk, station, words_file, monkeypatch, content, code
):
    assert kiosk("key", "change", "--to", "passphrase", "--new-passphrase-file", words_file).code == 0
    monkeypatch.setenv("KIOSK_PASSPHRASE_FILE", str(words_file))
    words_file.write_bytes(content)

    assert kiosk("case", "list").code == code


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX rights")
def test_doctor_looks_at_the_passphrase_file_too(kiosk, station, words_file, monkeypatch):
    assert kiosk("key", "change", "--to", "passphrase", "--new-passphrase-file", words_file).code == 0
    monkeypatch.setenv("KIOSK_PASSPHRASE_FILE", str(words_file))
    words_file.chmod(0o600)
    assert found_by_doctor(kiosk)["state"] == "ok"

    words_file.chmod(0o640)
    told = found_by_doctor(kiosk)
    assert told["state"] == "bad"
    assert str(words_file) in told["what_to_do"]

    words_file.chmod(0o600)
    if os.getuid() == 0:
        os.chown(words_file, 65534, -1)
        told = found_by_doctor(kiosk)
        assert (told["state"], str(words_file) in told["what_to_do"]) == ("bad", True)


def found_by_doctor(kiosk):
    return next(each for each in kiosk("doctor", "--json").document if each["part"] == "密钥")


def test_a_missing_passphrase_file_is_told(kiosk, station, words_file, tmp_path, monkeypatch):
    assert kiosk("key", "change", "--to", "passphrase", "--new-passphrase-file", words_file).code == 0
    monkeypatch.setenv("KIOSK_PASSPHRASE_FILE", str(tmp_path / "nowhere"))

    answer = kiosk("case", "list", "--json")

    assert (answer.code, answer.error["message"]) == (7, "读不了口令文件。")


def test_after_a_change_the_station_file_is_named_before_the_way_back(kiosk, station, words_file, data_dir):
    changed = kiosk("key", "change", "--to", "passphrase", "--new-passphrase-file", words_file)
    shown = kiosk("key", "show").out
    to_write = 'key = "passphrase"'
    assert "[storage]" in changed.out
    assert to_write in changed.out
    assert shown.index(to_write) < shown.index("kiosk key change --to file")

    (data_dir / "station.toml").write_text(f"[storage]\n{to_write}\n", encoding="utf-8")
    assert "station.toml" not in kiosk("key", "show").out


def test_a_passphrase_changes_for_another_one(kiosk, station, words_file, tmp_path, monkeypatch):
    assert kiosk("key", "change", "--to", "passphrase", "--new-passphrase-file", words_file).code == 0
    monkeypatch.setenv("KIOSK_PASSPHRASE_FILE", str(words_file))
    newer = tmp_path / "newer.txt"
    newer.write_text("quite another sentence", encoding="utf-8")

    assert kiosk("key", "change", "--to", "passphrase", "--new-passphrase-file", newer).code == 0

    assert kiosk("case", "list").code == 7
    monkeypatch.setenv("KIOSK_PASSPHRASE_FILE", str(newer))
    assert kiosk("case", "list").code == 0


def test_nobody_at_the_keyboard_is_not_waited_for(kiosk, station):
    answer = kiosk("key", "change", "--to", "passphrase", "--json")

    assert answer.code == 2
    assert "口令" in answer.error["message"]


@pytest.mark.skipif(shutil.which("swtpm") is None, reason="no software TPM here")
def test_a_station_moves_its_key_into_a_tpm_and_doctor_says_what_the_file_still_says(
    kiosk, station, data_dir, tmp_path
):
    with running_tpm(tmp_path / "chip") as name:
        config = data_dir / "station.toml"
        config.write_text(f'[storage]\ntpm_tcti = "{name}"\n', encoding="utf-8")

        changed = kiosk("key", "change", "--to", "tpm")
        assert changed.code == 0
        assert "station.toml" in changed.out
        assert kiosk("case", "list").code == 0
        assert "kiosk key change --to file" in kiosk("key", "show").out
        found = {each["part"]: each["state"] for each in kiosk("doctor", "--json").document}
        assert found["密钥保管"] == "warn"

    gone = kiosk("case", "list", "--json")
    assert (gone.code, gone.error["code"]) == (7, "APP-701")
    assert "TPM" in gone.error["message"]


def test_a_new_station_begins_as_its_file_says(kiosk, data_dir, words_file, monkeypatch):
    data_dir.mkdir()
    (data_dir / "station.toml").write_text('[storage]\nkey = "passphrase"\n', encoding="utf-8")
    assert kiosk("case", "list").code == 7
    assert not (data_dir / "terminal.db").exists()

    monkeypatch.setenv("KIOSK_PASSPHRASE_FILE", str(words_file))

    assert kiosk("case", "list").code == 0
    assert kiosk("key", "show", "--json").document["kept"] == "passphrase"


def test_a_keeper_nobody_knows_is_named(kiosk, data_dir):
    data_dir.mkdir()
    (data_dir / "station.toml").write_text('[storage]\nkey = "pocket"\n', encoding="utf-8")

    assert kiosk("case", "list", "--json").error["message"] == "storage.key 不认识：pocket"


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal")
@pytest.mark.parametrize(("typed", "code"), [(WORDS, 0), ("something else, and long", 7)])
def test_whoever_sits_at_a_terminal_is_asked_and_nothing_typed_is_shown(
    kiosk, station, words_file, data_dir, typed, code
):
    assert kiosk("key", "change", "--to", "passphrase", "--new-passphrase-file", words_file).code == 0
    command = [sys.executable, "-m", "app", "case", "list", "--data-dir", str(data_dir)]

    ended, shown = at_a_terminal(command, "口令：", typed)

    assert ended == code
    assert typed not in shown


def at_a_terminal(command, prompt, answer):
    """Exit code, and all that stood on the pseudo-terminal."""
    import os
    import pty
    import subprocess

    near, far = pty.openpty()
    child = subprocess.Popen(
        ["setsid", "--ctty", "--wait", *command],
        stdin=far,
        stdout=far,
        stderr=far,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)},
    )
    os.close(far)
    shown = b""
    while prompt.encode() not in shown and (piece := os.read(near, 4096)):
        shown += piece
    os.write(near, answer.encode() + b"\n")
    try:
        while piece := os.read(near, 4096):
            shown += piece
    except OSError:  # how Linux says that the other end is closed
        pass
    os.close(near)
    return child.wait(), shown.decode()
