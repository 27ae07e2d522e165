"""The station's commands against a real centre, a lying one, and none."""

import hashlib
import json
import shutil
import socket
import threading
from contextlib import closing
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from app.catalogue import load_catalogue
from app.central.server import EmbeddedCentre
from app.composition import open_parts
from app.config import load_settings
from app.domain.formats import CHINA

STATION = "T01"


@pytest.fixture
def centre_dir(tmp_path):
    return tmp_path / "centre"


@pytest.fixture
def centre(centre_dir):
    with EmbeddedCentre(centre_dir, load_catalogue()) as running:
        yield running


@pytest.fixture
def code(kiosk, centre_dir):
    def make():
        return kiosk("central", "enrolment-code", "--station", STATION, "--json", home=centre_dir).document["code"]

    return make


@pytest.fixture
def enrolled(kiosk, centre, code):
    answer = kiosk("enrol", "--central", centre.url, "--code", code(), "--json")
    assert (answer.code, answer.document["station_id"]) == (0, STATION)
    return centre


def test_cases_taken_while_the_centre_is_away_come_over_once_when_it_is_back(kiosk, enrolled, sample, centre_dir):
    files = sample("residence-permit-endorsement", 4)
    enrolled.stop()
    saved = kiosk("case", "submit", *files.words(), "--evaluate", 5)
    assert saved.code == 0
    away = kiosk("sync", "once", "--json")
    assert (away.code, away.error["code"]) == (5, "APP-501")
    waiting = kiosk("sync", "status", "--json").document["waiting"]
    assert waiting == 2 + len(files.files)
    enrolled.start()
    first = kiosk("sync", "once", "--json")
    nothing = {"sent": 0, "accepted": 0, "duplicate": 0, "conflict": 0, "rejected": 0, "waiting": 0}
    assert first.document == {**nothing, "sent": 2, "accepted": 2}
    assert kiosk("sync", "once", "--json").document == nothing
    (case,) = kiosk("central", "cases", "--json", home=centre_dir).document
    assert (case["id"], case["number"]) == (saved.document["id"], saved.document["number"])
    assert case["data"] == files.application
    assert case["status"] == "accepted"
    sent = {name: Path(path).read_bytes() for name, path in files.files.items()}
    told = {each["name"]: (each["size"], each["sha256"]) for each in case["attachments"]}
    assert told == {name: (len(body), hashlib.sha256(body).hexdigest()) for name, body in sent.items()}
    one = kiosk("central", "case", case["number"], "--json", home=centre_dir).document
    assert one == case | {"decisions": [], "looks": [], "corrections": [], "recheck": None}
    assert kiosk("case", "list", "--json").document[0]["status"] == "accepted"


def test_a_reviewers_decision_reaches_the_station(kiosk, enrolled, sample, centre_dir):
    saved = kiosk("case", "submit", *sample().words()).document
    kiosk("sync", "once")
    decide = ("central", "decide", saved["id"], "--json", "--decision")
    assert kiosk(*decide, "return", home=centre_dir).code == 2
    decided = kiosk(*decide, "return", "--reason", "照片不清楚", home=centre_dir)
    assert (decided.code, decided.document["status"]) == (0, "returned")
    assert kiosk(*decide, "complete", home=centre_dir).code == 2
    kiosk("sync", "once")
    shown = kiosk("case", "show", saved["id"], "--json").document
    assert (shown["status"], shown["reason"]) == ("returned", "照片不清楚")
    told = kiosk("case", "show", saved["id"]).out
    assert "补正中" in told
    assert "照片不清楚" in told


@pytest.mark.parametrize(("decision", "said"), [("complete", "办结"), ("refuse", "不予受理")])
def test_what_was_decided_is_said_in_words(kiosk, enrolled, sample, centre_dir, decision, said):
    saved = kiosk("case", "submit", *sample().words()).document
    kiosk("sync", "once")
    decided = kiosk("central", "decide", saved["id"], "--decision", decision, "--reason", "看过了", home=centre_dir)
    assert decided.out == f"{saved['number']}　{said}\n"
    assert said in kiosk("central", "cases", home=centre_dir).out
    assert said in kiosk("central", "case", saved["id"], home=centre_dir).out


def test_when_a_station_was_heard_is_told_by_chinas_clock(kiosk, enrolled, centre_dir, data_dir):
    with open_parts(load_settings(data_dir)) as parts:
        parts.services.heartbeat({})
    (row,) = kiosk("central", "stations", "--json", home=centre_dir).document
    heard = datetime.fromisoformat(row["heartbeat_at"]).astimezone(CHINA)
    assert f"心跳 {heard:%Y-%m-%d %H:%M}\n" in kiosk("central", "stations", home=centre_dir).out


def test_what_it_was_restored_to_is_told_by_chinas_clock(kiosk, enrolled, centre_dir, tmp_path):
    assert kiosk("central", "backup", tmp_path / "kept", home=centre_dir).code == 0
    for place in ("one", "other"):
        shutil.copytree(centre_dir / "central" / "keys", tmp_path / place / "central" / "keys")
    told = kiosk("central", "restore", tmp_path / "kept", "--json", home=tmp_path / "one").document
    at = datetime.fromisoformat(told["made_at"]).astimezone(CHINA)
    said = kiosk("central", "restore", tmp_path / "kept", home=tmp_path / "other").out
    assert f"恢复到 {at:%Y-%m-%d %H:%M} 的样子" in said


def test_status_says_why_all_waits_while_nobody_answers(kiosk, enrolled, sample):
    kiosk("case", "submit", *sample().words())
    assert kiosk("sync", "status", "--json").document["last_failure"] is None
    enrolled.stop()
    assert kiosk("sync", "once").code == 5

    told = kiosk("sync", "status", "--json").document["last_failure"]
    said = kiosk("sync", "status").out

    assert (told["code"], told["said"]) == ("APP-501", "连接不上中心平台。")
    assert told["since"] == told["at"]
    assert "起没送成" in said
    assert "连接不上中心平台。（APP-501）" in said
    assert "联上就送" in said
    assert "随时可送" not in said


def test_an_unknown_case_at_the_centre_is_exit_2(kiosk, centre, centre_dir):
    assert kiosk("central", "case", "nowhere", "--json", home=centre_dir).code == 2
    assert kiosk("central", "cases", "--json", home=centre_dir).document == []


def test_a_wrong_or_used_code_is_exit_6_and_the_earlier_enrolment_stays(kiosk, enrolled, code):
    used = code()
    assert kiosk("enrol", "--central", enrolled.url, "--code", used).code == 0
    token = kiosk("token", "--json").document["token"]
    for wrong in (used, "WRONG"):
        answer = kiosk("enrol", "--central", enrolled.url, "--code", wrong, "--json")
        assert (answer.code, answer.error["code"]) == (6, "APP-601")
    assert token.count(".") == 2
    assert kiosk("token", "--json").code == 0
    assert kiosk("sync", "once", "--json").code == 0


@pytest.mark.parametrize("url", ["ftp://centre", "centre", "http://", "http://u@h/", "http://h/?a=b"])
def test_an_address_that_is_none_is_exit_2(kiosk, url):
    assert kiosk("enrol", "--central", url, "--code", "X", "--json").code == 2


def test_nobody_at_the_address_is_exit_5(kiosk):
    assert kiosk("enrol", "--central", "http://127.0.0.1:1", "--code", "X", "--json").code == 5


@pytest.mark.parametrize("words", [("token",), ("sync", "once")])
def test_a_station_that_is_not_enrolled_is_exit_2(kiosk, words):
    answer = kiosk(*words, "--json")
    assert answer.code == 2
    assert "enrol" in answer.error["what_to_do"]


def test_the_doctor_finds_centre_and_certificate(kiosk, enrolled):
    states = {each["part"]: each["state"] for each in kiosk("doctor", "--json").document}
    assert (states["中心"], states["签名证书"]) == ("ok", "ok")
    enrolled.stop()
    answer = kiosk("doctor", "--json")
    assert answer.code == 0
    assert {each["part"]: each["state"] for each in answer.document}["中心"] == "warn"


LIES = {
    "500": (500, "text/plain", b"broken"),
    "a login page": (200, "text/html", b"<html>log in first</html>"),
    "no JSON": (200, "application/json", b'{"verdicts": ['),
    "JSON of another shape": (200, "application/json", b'["accepted"]'),
    "cut": None,
}


@pytest.fixture
def lying(enrolled):
    """A server at the centre's own address which answers every request with `lie`; None cuts the connection."""
    enrolled.stop()
    port = int(enrolled.url.rsplit(":", 1)[1])

    class Liar(BaseHTTPRequestHandler):
        def answer(self):
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if self.server.lie is None:
                self.connection.shutdown(socket.SHUT_RDWR)
                self.close_connection = True
                return
            status, kind, body = self.server.lie
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_HEAD = do_PATCH = answer  # noqa: N815 - named by the library

        def log_message(self, *_words):
            """Quiet."""

    with closing_server(ThreadingHTTPServer(("127.0.0.1", port), Liar)) as server:
        yield server
    enrolled.start()


def closing_server(server):
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()

    class Closing:
        def close(self):
            server.shutdown()
            server.server_close()
            thread.join()

        def __enter__(self):
            return server

        def __exit__(self, *_error):
            self.close()

    return Closing()


@pytest.mark.parametrize("lie", LIES)
def test_a_lying_centre_is_exit_5_and_everything_is_kept(kiosk, lying, sample, code, lie):
    lying.lie = LIES[lie]
    assert kiosk("case", "submit", *sample("social-insurance-proof").words()).code == 0
    before = kiosk("sync", "status", "--json").document["waiting"]
    answer = kiosk("sync", "once", "--json")
    assert (answer.code, answer.error["code"]) == (5, "APP-502")
    assert kiosk("sync", "status", "--json").document["waiting"] == before
    url = f"http://127.0.0.1:{lying.server_address[1]}"
    assert kiosk("enrol", "--central", url, "--code", code(), "--json").code == 5


def test_after_the_lies_the_true_centre_gets_everything(kiosk, lying, sample, enrolled, centre_dir):
    lying.lie = LIES["JSON of another shape"]
    kiosk("case", "submit", *sample().words())
    assert kiosk("sync", "once", "--json").code == 5
    lying.shutdown()
    lying.server_close()
    enrolled.start()
    assert kiosk("sync", "once", "--json").document["waiting"] == 0
    assert len(kiosk("central", "cases", "--json", home=centre_dir).document) == 1


def test_a_port_in_use_is_exit_2(kiosk, centre_dir):
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        answer = kiosk("central", "serve", "--port", port, home=centre_dir)
    assert (answer.code, answer.out) == (2, "")
    assert str(port) in answer.err


def test_half_a_tls_pair_or_a_missing_one_is_exit_2(kiosk, centre_dir, tmp_path):
    assert kiosk("central", "serve", "--port", 0, "--tls-cert", "x", home=centre_dir).code == 2
    missing = ("--tls-cert", tmp_path / "cert", "--tls-key", tmp_path / "key")
    assert kiosk("central", "serve", "--port", 0, *missing, home=centre_dir).code == 2
    (tmp_path / "cert").write_text("none")
    (tmp_path / "key").write_text("none")
    assert kiosk("central", "serve", "--port", 0, *missing, home=centre_dir).code == 2


def test_the_catalogue_commands_say_what_ships(kiosk, tmp_path):
    rows = kiosk("catalogue", "list", "--json").document
    assert all(set(row) == {"code", "name", "field", "stations"} for row in rows)
    assert {"social-insurance-proof", "temporary-id-card"} <= {row["code"] for row in rows}
    assert kiosk("catalogue", "show", "temporary-id-card", "--json").document["code"] == "temporary-id-card"
    assert kiosk("catalogue", "validate", "--json").document == []
    assert kiosk("catalogue", "show", "nonsense", "--json").code == 2
    assert kiosk("catalogue", "sample", "nonsense", "--out", tmp_path, "--json").code == 2
    broken = kiosk("catalogue", "validate", tmp_path / "nowhere", "--json")
    assert broken.code == 2
    assert json.loads(broken.out)


def test_a_key_that_is_lost_for_good_is_given_up_by_its_name(kiosk, enrolled, centre_dir):
    enrolled.stop()
    (centre_dir / "central" / "keys" / "hall.key").unlink()
    refused = kiosk("central", "cases", "--json", home=centre_dir)
    assert (refused.code, "hall.key" in refused.error["message"]) == (7, True)
    assert kiosk("central", "lost-key", "seal.key", "--json", home=centre_dir).code == 7
    assert kiosk("central", "lost-key", "hall.key", home=centre_dir).code == 0
    assert kiosk("central", "cases", "--json", home=centre_dir).code == 0
    assert kiosk("central", "lost-key", "hall.key", "--json", home=centre_dir).code == 2
    enrolled.start()


def test_after_a_counter_was_stolen_one_command_gives_the_hall_another_key(kiosk, enrolled, centre_dir):
    done = kiosk("central", "rotate-hall-key", "--json", home=centre_dir)
    assert (done.code, set(done.document)) == (0, {"recipient", "key_id", "stations"})
    assert done.document["stations"] == 1
    enrolled.stop()
    enrolled.start()
    assert kiosk("sync", "once").code == 0
    assert done.document["recipient"] not in kiosk("central", "rotate-hall-key", home=centre_dir).out


def test_a_code_for_a_counter_is_told_apart_from_a_wrong_one_and_stays_good(kiosk, data_dir, tmp_path):
    place = tmp_path / "centre"
    with EmbeddedCentre(place, load_catalogue()) as centre:
        words = ("central", "enrolment-code", "--station", "D1", "--kind", "counter", "--json")
        code = kiosk(*words, home=place).document["code"]
        answer = kiosk("enrol", "--central", centre.url, "--code", code, "--json")
        assert (answer.code, answer.error["code"]) == (6, "APP-603")
        assert answer.error["message"] == "这个登记码是给窗口工作站的，本机是自助终端。"
        assert answer.error["what_to_do"].startswith('在 station.toml 的 [station] 里写 kind = "counter" 再登记')
        (data_dir / "station.toml").write_text('[station]\nkind = "counter"\n', "utf-8")
        assert kiosk("enrol", "--central", centre.url, "--code", code).code == 0
        wrong = kiosk("enrol", "--central", centre.url, "--code", "0000-0000-0000", "--json").error
        assert "登记码不对，或者过期了" in wrong["message"]
        assert "注册码" not in wrong["message"] + wrong["what_to_do"]
