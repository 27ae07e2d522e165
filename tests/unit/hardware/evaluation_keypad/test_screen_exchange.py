"""One request over bytes that no honest program would send."""

import contextlib
import socket
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.errors import Cancelled, FrameDamaged, HardwareError, LinkLost, LinkNotThere, LinkSilent
from hardware.evaluation_keypad.screen_exchange import LARGEST_ANSWER_BYTES, exchange
from hardware.evaluation_keypad.screen_messages import QuestionState, parse_answer, parse_status
from hardware.transport.addresses import HttpAddress

GOOD = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


@contextlib.contextmanager
def program(answer: bytes, *, gap_s: float = 0.0, hangs_up: bool = True, endless: bool = False):
    """Answers whatever is asked with these bytes."""
    door = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def serve() -> None:
        with contextlib.suppress(OSError):
            host, _ = door.accept()
            with host:
                host.recv(65536)
                for at in range(0, len(answer), 1 if gap_s else max(1, len(answer))):
                    host.sendall(answer[at : at + (1 if gap_s else len(answer))])
                    if over.wait(gap_s):
                        return
                while endless and not over.is_set():
                    host.sendall(b"x" * 4096)
                over.wait(0 if hangs_up else 30)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield HttpAddress("127.0.0.1", door.getsockname()[1])
    finally:
        over.set()
        door.close()
        thread.join(10)


def ask(address, limit_s: float = 5.0, cancel=None):
    return exchange(address, "GET", "/v1/status", b"", limit_s, cancel)


@pytest.mark.parametrize(
    "answer",
    [
        GOOD,
        b"HTTP/1.0 200 OK\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n" + GOOD,
    ],
)
def test_an_answer_in_any_lawful_form_is_read(answer):
    with program(answer) as address:
        assert (ask(address).status, ask_body(answer)) == (200, b"{}")


def ask_body(answer: bytes) -> bytes:
    with program(answer, hangs_up=answer.startswith(b"HTTP/1.0") or b"chunked" in answer) as address:
        return ask(address).body


def test_an_answer_byte_by_byte_is_read():
    with program(GOOD, gap_s=0.001) as address:
        assert ask(address).body == b"{}"


@pytest.mark.parametrize("cut", range(len(GOOD)))
def test_a_program_that_hangs_up_at_any_byte_is_told(cut):
    with program(GOOD[:cut]) as address, pytest.raises((LinkLost, FrameDamaged)):
        ask(address)


@pytest.mark.parametrize(
    "answer",
    [
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"\xaa\x55\x03\x01\x92\x90" * 20,
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nA: " + b"b" * 70000,
        b"HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\n" + b"x" * (LARGEST_ANSWER_BYTES + 1),
    ],
)
def test_what_is_no_answer_is_damaged(answer):
    with program(answer) as address, pytest.raises(FrameDamaged):
        ask(address)


def test_a_piece_whose_length_is_no_number_is_told():
    answer = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
    with program(answer) as address, pytest.raises((LinkLost, FrameDamaged)):
        ask(address)


def test_an_endless_answer_is_cut_off():
    with program(b"HTTP/1.1 200 OK\r\n\r\n", endless=True) as address, pytest.raises(FrameDamaged):
        ask(address)


MANY_LINES = b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 90


@pytest.mark.parametrize(("answer", "gap_s"), [(b"", 0.0), (GOOD[:20], 0.0), (MANY_LINES, 0.02)])
def test_the_deadline_is_for_the_whole_of_it(answer, gap_s):
    with program(answer, gap_s=gap_s, hangs_up=False) as address, pytest.raises(LinkSilent):
        ask(address, 0.2)


def test_waiting_is_given_up_at_once_when_cancelled():
    cancel = threading.Event()
    threading.Timer(0.05, cancel.set).start()
    with program(b"", hangs_up=False) as address, pytest.raises(Cancelled):
        ask(address, 60.0, cancel)


def test_nobody_there_is_told():
    with socket.socket() as held:  # bound and not listening: nobody else can take the port meanwhile
        held.bind(("127.0.0.1", 0))
        with pytest.raises(LinkNotThere):
            ask(HttpAddress("127.0.0.1", held.getsockname()[1]))


@given(st.binary(max_size=300), st.integers(0, len(GOOD)))
def test_any_bytes_are_an_answer_or_a_declared_error(noise, at):
    with program(GOOD[:at] + noise) as address:
        start = time.monotonic()
        with contextlib.suppress(HardwareError):
            ask(address, 2.0)
        assert time.monotonic() - start < 20, "hung"


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_body_is_a_message_or_refused(body):
    for parse in (parse_status, lambda data: parse_answer(data, "id")):
        with contextlib.suppress(ValueError):
            parse(body)


@pytest.mark.parametrize(
    "body",
    [
        b'{"id": "1", "state": "evaluated"}',
        b'{"id": "1", "state": "evaluated", "grade": 0}',
        b'{"id": "1", "state": "evaluated", "grade": 6}',
        b'{"id": "1", "state": "evaluated", "grade": true}',
        b'{"id": "1", "state": "evaluated", "grade": "5"}',
        b'{"id": "1", "state": "evaluated", "grade": 4.5}',
        b'{"id": "2", "state": "evaluated", "grade": 5}',
        b'{"id": "1", "state": "delighted", "grade": 5}',
        b'[{"id": "1", "state": "evaluated", "grade": 5}]',
        b"[" * 5000,
    ],
)
def test_a_grade_is_never_guessed(body):
    with pytest.raises(ValueError, match=r".+"):
        parse_answer(body, "1")


def test_a_grade_is_taken_as_it_is_told():
    answer = parse_answer(b'{"id": "1", "state": "evaluated", "grade": 5, "more": [1]}', "1")
    assert (answer.state, answer.grade) == (QuestionState.EVALUATED, 5)
