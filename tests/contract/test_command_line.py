"""The command line as another process sees it: streams, exit codes, signals, what may be imported."""

import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.catalogue import load_catalogue
from app.catalogue.samples import write_sample
from app.central.administration import make_enrolment_code

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals and limits")

ROOT = Path(__file__).resolve().parents[2]
KIOSK = (sys.executable, "-m", "app")
SCRIPT = Path(sys.executable).with_name("kiosk")
CARDS = ("resident", "hmt", "foreign_2017", "foreign_2023")
PATIENCE_S = 60


def environment(**more):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KIOSK_")}
    return {**kept, "PYTHONPATH": str(ROOT), **more}


def kiosk(*words, command=KIOSK, **more):
    answer = subprocess.run(
        [*map(str, command), *map(str, words)],
        capture_output=True,
        cwd=ROOT,
        env=environment(**more),
        timeout=PATIENCE_S,
        check=False,
    )
    assert b"Traceback" not in answer.stdout + answer.stderr
    return answer


def document(answer):
    """Exactly one, and nothing else on standard output."""
    return json.loads(answer.stdout)


@contextmanager
def serving(*words, ended_by=signal.SIGTERM):
    """The first line of a command that serves until it is ended, which has to be at once and with exit code 0."""
    process = subprocess.Popen(
        [*KIOSK, *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment(),
    )
    try:
        yield process.stdout.readline().strip(), process
        if process.poll() is None:
            process.send_signal(ended_by)
        out, err = process.communicate(timeout=PATIENCE_S)
        assert (process.returncode, out, err) == (0, "", "")
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize(("name", "ended_by"), list(zip(CARDS, [signal.SIGTERM, signal.SIGINT] * 2, strict=True)))
def test_a_card_goes_from_one_process_to_another(name, ended_by):
    card = ROOT / "tests" / "data" / f"{name}.json"
    faults = ("--fault", "one_byte_at_a_time", "--fault", "noise=00AAAA", "--fault", "wrong_checksums=1")
    with serving("simulate", "id-card-reader", "--card", card, *faults, ended_by=ended_by) as (address, _):
        answer = kiosk("device", "read-card", "--address", address, "--json")
    assert answer.returncode == 0
    written = json.loads(card.read_text("utf-8"))
    told = document(answer)
    assert {key: told[key] for key in written} == written


def test_the_reader_that_is_ended_takes_its_pseudo_terminal_with_it():
    with serving("simulate", "id-card-reader") as (address, _):
        path = Path(address.removeprefix("pty:"))
        assert path.exists()
    assert not path.exists()
    answer = kiosk("device", "read-card", "--address", address, "--json")
    assert (answer.returncode, document(answer)["error"]["code"]) == (3, "HW-201")


@pytest.mark.parametrize("ended_by", [signal.SIGTERM, signal.SIGINT])
def test_who_waits_for_a_card_can_be_ended(ended_by):
    with serving("simulate", "id-card-reader") as (address, _):
        waiting = subprocess.Popen(
            [*KIOSK, "device", "read-card", "--address", address, "--timeout", "600", "--json"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            env=environment(),
        )
        try:
            wait_until_it_handles(waiting.pid, ended_by)
            waiting.send_signal(ended_by)
            out, err = waiting.communicate(timeout=PATIENCE_S)
        finally:
            waiting.kill()
            waiting.communicate()
    assert err == b""
    # Ended by hand while it waited; or, where the signal came before it waited, before it was done at all.
    assert (waiting.returncode, json.loads(out)["error"]["code"]) in [(4, "HW-901"), (128 + ended_by, "APP-130")]


def wait_until_it_handles(pid, number):
    """Until the process has a handler of its own for the signal."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        pytest.skip("no /proc to look into")
    ours = 1 << (number - 1) | 1 << (signal.SIGTERM - 1)
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        caught = int(re.search(r"SigCgt:\s*([0-9a-f]+)", status.read_text()).group(1), 16)
        if caught & ours == ours:
            return
        time.sleep(0.01)
    raise AssertionError("the process handles no signal")


def test_papers_are_written_as_they_come_out(tmp_path):
    import typst

    pdf = tmp_path / "page.pdf"
    pdf.write_bytes(typst.compile(b"Certificate\n#pagebreak()\nSecond page"))
    out = tmp_path / "out"
    with serving("simulate", "certificate-printer", "--out", out) as (address, _):
        answer = kiosk("device", "print-document", pdf, "--address", address, "--json")
    assert document(answer) == {"status": "printed", "job": "1"}
    assert (out / "paper-001.pdf").read_bytes() == pdf.read_bytes()
    assert [each.name for each in sorted(out.glob("*.png"))] == ["paper-001-1.png", "paper-001-2.png"]
    assert all(each.read_bytes().startswith(b"\x89PNG") for each in out.glob("*.png"))


def test_a_receipt_is_written_as_it_was_cut(tmp_path):
    with serving("simulate", "receipt-printer", "--out", tmp_path / "slips") as (address, _):
        assert kiosk("device", "print-receipt", "--sample", "--address", address, "--json").returncode == 0
    assert (tmp_path / "slips" / "receipt-001.png").read_bytes().startswith(b"\x89PNG")


def test_a_pad_and_a_scanner_answer_as_they_were_started():
    with serving("simulate", "evaluation-keypad", "--grade", 2) as (address, _):
        assert document(kiosk("device", "ask-evaluation", "--address", address, "--json")) == {"grade": 2}
    with serving("simulate", "code-scanner", "--code", "办件 㐂𠮷") as (address, _):
        assert document(kiosk("device", "scan-code", "--address", address, "--json"))["text"] == "办件 㐂𠮷"


def test_a_case_survives_that_the_centre_is_away_and_comes_over_once(tmp_path):
    station, centre = ("--data-dir", tmp_path / "station"), ("--data-dir", tmp_path / "centre")
    serve = ("central", "serve", *centre, "--port")
    with serving(*serve, 0) as (line, _):
        assert line.startswith("listening on http://127.0.0.1:")
        url = line.removeprefix("listening on ")
        code = make_enrolment_code(tmp_path / "centre", "T1", "self_service")
        assert kiosk("enrol", "--central", url, "--code", code, *station).returncode == 0
    written = write_sample(load_catalogue().item("temporary-id-card"), tmp_path / "sample", 9)
    attached = [word for name, path in written["attachments"].items() for word in ("--attach", f"{name}={path}")]
    submit = ("case", "submit", "--item", "temporary-id-card", "--data", written["data"], *attached)
    saved = kiosk(*submit, *station, "--evaluate", 4, "--json")
    assert saved.returncode == 0
    assert kiosk("sync", "once", *station, "--json").returncode == 5
    with serving(*serve, url.rsplit(":", 1)[1], ended_by=signal.SIGINT):
        assert document(kiosk("sync", "once", *station, "--json"))["accepted"] == 2
        assert document(kiosk("sync", "once", *station, "--json"))["sent"] == 0
    (case,) = document(kiosk("central", "cases", *centre, "--json"))
    assert (case["id"], case["status"]) == (document(saved)["id"], "accepted")
    bodies = {name: Path(path).read_bytes() for name, path in written["attachments"].items()}
    sums = {name: (len(body), hashlib.sha256(body).hexdigest()) for name, body in bodies.items()}
    assert {each["name"]: (each["size"], each["sha256"]) for each in case["attachments"]} == sums


def test_a_full_disk_is_exit_7_and_what_was_saved_stays(tmp_path):
    home = ("--data-dir", tmp_path / "station")
    written = write_sample(load_catalogue().item("temporary-id-card"), tmp_path / "sample", 1)
    attached = [word for name, path in written["attachments"].items() for word in ("--attach", f"{name}={path}")]
    submit = ("case", "submit", "--item", "temporary-id-card", "--data", written["data"], *attached, *home, "--json")
    assert kiosk(*submit).returncode == 0
    limited = ("bash", "-c", 'ulimit -f 16; exec "$0" "$@"', *KIOSK)
    answer = kiosk(*submit, command=limited)
    assert (answer.returncode, document(answer)["error"]["code"][:5]) == (7, "APP-7")
    sample = kiosk("catalogue", "sample", "temporary-id-card", "--out", tmp_path / "more", "--json", command=limited)
    assert (sample.returncode, document(sample)["error"]["code"]) == (7, "APP-702")
    assert len(document(kiosk("case", "list", *home, "--json"))) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a file on a full disk")
def test_a_result_that_cannot_be_written_is_not_success(tmp_path):
    with open("/dev/full", "wb") as full:
        answer = subprocess.run(
            [*KIOSK, "catalogue", "list", "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            env=environment(),
            timeout=PATIENCE_S,
            check=False,
        )
    assert answer.returncode == 7
    assert "APP-705" in answer.stderr.decode()


def test_a_reader_of_the_result_that_goes_away_changes_nothing(tmp_path):
    read_end, write_end = os.pipe()
    os.close(read_end)
    try:
        answer = subprocess.run(
            [*KIOSK, "catalogue", "list", "--json"],
            stdout=write_end,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            env=environment(),
            timeout=PATIENCE_S,
            check=False,
        )
    finally:
        os.close(write_end)
    assert (answer.returncode, answer.stderr) == (0, b"")


def test_json_is_utf_8_whatever_the_terminal_speaks():
    answer = kiosk("catalogue", "list", "--json", LC_ALL="C", PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    assert "临时居民身份证申领" in answer.stdout.decode("utf-8")
    shown = kiosk("catalogue", "list", LC_ALL="C", PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    assert (shown.returncode, shown.stderr) == (0, b"")


@pytest.mark.skipif(not SCRIPT.exists(), reason="the program is not installed here")
def test_the_console_script_is_the_same_program():
    assert kiosk("--version", command=(SCRIPT,)).stdout == kiosk("--version").stdout


def test_commands_import_neither_window_nor_pictures(tmp_path):
    commands = [["--help"], *(f"{each} --data-dir {tmp_path}".split() for each in ("case list", "device list"))]
    code = f"""
import sys
from app.cli import main
for words in {commands}:
    main(words)
heavy = {{"PySide6", "cv2", "numpy", "fastapi", "typst", "dlib", "escpos", "pydantic"}}
print(sorted(heavy & set(sys.modules)))
"""
    answer = kiosk(command=(sys.executable, "-c", code))
    assert answer.stdout.decode().splitlines()[-1] == "[]"


def test_the_command_line_itself_opens_nothing_of_the_program_but_the_errors():
    code = (
        "import sys, app.cli; print([name for name in sorted(sys.modules) if name.startswith(('app.', 'hardware.'))])"
    )
    answer = kiosk(command=(sys.executable, "-c", code))
    opened = set(eval(answer.stdout))  # noqa: S307 - a list our own line printed
    assert opened == {
        "app.cli",
        "app.commands",
        "app.commands.ending",
        "app.commands.output",
        "app.commands.parsing",
        "app.domain",
        "app.domain.errors",
        "app.domain.fault_trail",
        "hardware.errors",
    }


def test_an_unenrolled_terminal_starts_offline_and_only_once(tmp_path):
    home = ("--data-dir", tmp_path / "station")
    screen = {"QT_QPA_PLATFORM": "offscreen"}
    first = subprocess.Popen(
        [*KIOSK, "run", "--windowed", *map(str, home)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=environment(**screen),
    )
    try:
        deadline = time.monotonic() + PATIENCE_S
        while not (tmp_path / "station" / "terminal.db").exists():
            assert first.poll() is None, first.communicate()
            assert time.monotonic() < deadline
            time.sleep(0.05)
        second = kiosk("run", "--windowed", *home, **screen)
        assert second.returncode == 7
        assert "APP-704" in second.stderr.decode()
        assert kiosk("case", "list", *home, "--json").stdout.strip() == b"[]"
        first.send_signal(signal.SIGTERM)
        assert first.wait(PATIENCE_S) == 0
    finally:
        first.kill()
        first.communicate()


def test_without_a_screen_the_terminal_says_so(tmp_path):
    blind = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    answer = kiosk("run", "--data-dir", tmp_path, **blind)
    assert answer.returncode == 2
    assert "kiosk demo" in answer.stderr.decode()
