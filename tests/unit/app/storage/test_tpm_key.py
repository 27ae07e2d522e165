import os
import shutil
import signal
import socket

import pytest

from app.domain.errors import WrongKey
from app.storage import KeyChoice, KeyKind, StoreChoices, open_store, tpm_key
from app.storage.tpm_key import Tpm
from tests.unit.app.storage.swtpm import running_tpm

KEY = "5a" * 32

pytestmark = pytest.mark.skipif(shutil.which("swtpm") is None, reason="no software TPM here")


@pytest.fixture(scope="module")
def tpm(tmp_path_factory):
    with running_tpm(tmp_path_factory.mktemp("chip") / "one") as name:
        yield Tpm(name)


@pytest.fixture(scope="module")
def another_tpm(tmp_path_factory):
    with running_tpm(tmp_path_factory.mktemp("chip") / "two") as name:
        yield Tpm(name)


def choices(tpm, pcrs=""):
    return StoreChoices(KeyChoice(KeyKind.TPM, tpm.tcti, pcrs))


def test_what_a_tpm_sealed_it_gives_back_and_the_sealed_object_holds_no_key(tpm):
    kept = tpm.seal(KEY)

    assert tpm.unseal(kept) == KEY
    assert bytes.fromhex(KEY)[:8] not in kept.public + kept.private


def test_many_openings_one_after_another_leave_room_in_the_chip(tpm):
    kept = tpm.seal(KEY)

    assert {tpm.unseal(kept) for _ in range(4)} == {KEY}


def test_a_copied_disk_opens_with_its_own_tpm_only(tpm, another_tpm, tmp_path, data_dir, clock, samples):
    with open_store(data_dir, clock, choices(tpm)) as store:
        number = store.cases.submit(samples.submission()).number
    copy = tmp_path / "copy"
    shutil.copytree(data_dir, copy)
    before = {each: each.read_bytes() for each in copy.rglob("*") if each.is_file()}

    with pytest.raises(WrongKey, match="另一块 TPM") as caught:
        open_store(copy, clock, choices(another_tpm))

    assert caught.value.exit_code == 7
    assert {each: each.read_bytes() for each in copy.rglob("*") if each.is_file()} == before
    with open_store(copy, clock, choices(tpm)) as store:
        assert store.cases.case(samples.case_id()).number == number


def test_without_a_tpm_the_words_say_so_and_nothing_new_is_made(data_dir, clock, tpm):
    open_store(data_dir, clock, choices(tpm)).close()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        nobody = Tpm(f"swtpm:host=127.0.0.1,port={taken.getsockname()[1]}")
    before = (data_dir / "terminal.db").read_bytes()

    with pytest.raises(WrongKey, match="找不到 TPM"):
        open_store(data_dir, clock, choices(nobody))

    assert (data_dir / "terminal.db").read_bytes() == before


def test_a_station_that_is_to_use_a_tpm_and_has_none_makes_no_database(data_dir, clock):
    with pytest.raises(WrongKey, match="找不到 TPM"):
        open_store(data_dir, clock, choices(Tpm("device:/dev/no-such-tpm")))

    assert not (data_dir / "keys" / "database.key").exists()
    assert not (data_dir / "terminal.db").exists()


def test_a_tpm_that_does_not_answer_is_called_busy(tmp_path, monkeypatch):
    monkeypatch.setattr(tpm_key, "ANSWER_S", 0.3)
    with running_tpm(tmp_path / "chip") as name:
        port = int(name.rpartition("=")[2])
        with socket.create_connection(("127.0.0.1", port)), pytest.raises(WrongKey, match="正忙"):
            Tpm(name).seal(KEY)


def test_a_missing_tool_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(WrongKey, match="没有装 TPM 的工具") as caught:
        Tpm().seal(KEY)

    assert "tpm2-tools" in caught.value.what_to_do


def test_a_key_bound_to_a_measured_state_is_not_given_in_another(tmp_path):
    import subprocess

    with running_tpm(tmp_path / "chip") as name:
        tpm = Tpm(name)
        kept = tpm.seal(KEY, "sha256:7")
        assert tpm.unseal(kept) == KEY
        measure = ["tpm2_pcrextend", f"7:sha256={'ab' * 32}"]
        subprocess.run(measure, env={**os.environ, "TPM2TOOLS_TCTI": name}, check=True, capture_output=True)

        with pytest.raises(WrongKey, match="启动状态"):
            tpm.unseal(kept)


def test_a_tpm_that_was_cleared_is_another_one(tmp_path):
    import subprocess

    with running_tpm(tmp_path / "chip") as name:
        tpm = Tpm(name)
        kept = tpm.seal(KEY)
        clear = ["tpm2_clear", "-c", "p"]
        subprocess.run(clear, env={**os.environ, "TPM2TOOLS_TCTI": name}, check=True, capture_output=True)

        with pytest.raises(WrongKey, match="另一块 TPM"):
            tpm.unseal(kept)


def test_the_same_chip_after_a_restart_gives_the_key_back(tmp_path):
    with running_tpm(tmp_path / "chip") as name:
        kept = Tpm(name).seal(KEY)
    with running_tpm(tmp_path / "chip") as name:
        assert Tpm(name).unseal(kept) == KEY


def test_a_tpm_whose_process_hangs_does_not_hang_the_station(tmp_path, monkeypatch):
    monkeypatch.setattr(tpm_key, "ANSWER_S", 0.3)
    with running_tpm(tmp_path / "chip") as name:
        os.kill(_process_of(tmp_path / "chip"), signal.SIGSTOP)
        with pytest.raises(WrongKey, match="正忙"):
            Tpm(name).seal(KEY)


def _process_of(folder):
    import subprocess

    found = subprocess.run(["pgrep", "-f", f"dir={folder}"], capture_output=True, text=True, check=True)
    return int(found.stdout.split()[0])
