import os
import stat
import threading
import time

import pytest

from hardware.errors import AddressInvalid, Cancelled, LinkLost, LinkNotThere, LinkSilent
from hardware.transport.far_end import FarEnd
from hardware.transport.line import Line
from hardware.transport.pty_far_end import PtyFarEnd
from hardware.transport.tcp_far_end import TcpFarEnd


def in_good_time() -> float:
    """A busy machine is not a silent device."""
    return time.monotonic() + 20.0


def read_exactly(link, count: int) -> bytes:
    data = b""
    while len(data) < count:
        data += link.read(count - len(data), in_good_time())
    return data


def read_while_it_is_pulled(line, far_end) -> None:
    """The hand is set going only once the link is open."""
    with line.dialogue() as link:
        threading.Timer(0.05, far_end.unplug).start()
        link.read(1, time.monotonic() + 30)


class Echo:
    """Sends back what it gets."""

    def __init__(self, make) -> None:
        self.far_end: FarEnd = make(self.receive)

    def receive(self, data: bytes) -> None:
        self.far_end.send(data)


@pytest.fixture(params=["pty", "tcp"])
def far_end(request):
    make = TcpFarEnd if request.param == "tcp" else lambda receive: PtyFarEnd("echo", receive)
    echo = Echo(make)
    echo.far_end.start()
    yield echo.far_end
    echo.far_end.close()


@pytest.fixture
def line(far_end):
    line = Line(far_end.address, "echo")
    yield line
    line.close()


def test_every_byte_value_goes_through_and_comes_back(line):
    everything = bytes(range(256)) * 8
    with line.dialogue() as link:
        link.write(everything)
        assert read_exactly(link, len(everything)) == everything


def test_silence_until_the_deadline_is_an_error_of_its_own(line):
    with line.dialogue() as link, pytest.raises(LinkSilent) as caught:
        link.read(10, time.monotonic() + 0.02)
    assert caught.value.what_to_do


def test_what_came_before_is_forgotten_on_request(line):
    with line.dialogue() as link:
        link.write(b"old")
        assert read_exactly(link, 1) == b"o"
        link.flush_input()
        link.write(b"new")
        assert read_exactly(link, 3)[-3:] == b"new"


def test_a_cancelled_wait_ends(line):
    cancel = threading.Event()
    threading.Timer(0.05, cancel.set).start()
    with line.dialogue() as link, pytest.raises(Cancelled):
        link.read(10, time.monotonic() + 30, cancel)


def test_a_lost_link_is_told_and_opened_again_when_it_is_back(line, far_end):
    with line.dialogue() as link:
        link.write(b"a")
        assert read_exactly(link, 1) == b"a"
    with pytest.raises(LinkLost) as lost:
        read_while_it_is_pulled(line, far_end)
    assert (lost.value.device, lost.value.address) == ("echo", far_end.address)
    with pytest.raises(LinkNotThere), line.dialogue():
        pass
    far_end.plug()
    with line.dialogue() as link:
        link.write(b"b")
        assert read_exactly(link, 1) == b"b"


def test_what_was_replugged_between_two_dialogues_is_simply_opened_anew(line, far_end):
    with line.dialogue() as link:
        link.write(b"a")
        assert read_exactly(link, 1) == b"a"
    far_end.unplug()
    far_end.plug()
    with line.dialogue() as link:
        link.write(b"b")
        assert read_exactly(link, 1) == b"b"


def test_unplugging_wakes_a_waiting_read(line, far_end):
    with pytest.raises(LinkLost):
        read_while_it_is_pulled(line, far_end)


def test_the_line_vanishes_after_exactly_so_many_bytes(line, far_end):
    far_end.unplug_after(6)
    with line.dialogue() as link:
        link.write(b"1234")
        with pytest.raises(LinkLost):
            read_exactly(link, 3)
    assert far_end.call(lambda: far_end.plugged) is False


def test_a_port_in_use_by_another_program_does_not_open(far_end):
    if not far_end.address.startswith("pty:"):
        pytest.skip("only serial ports are locked")
    first, second = Line(far_end.address, "a"), Line(far_end.address, "b")
    with first.dialogue(), pytest.raises(LinkNotThere), second.dialogue():
        pass
    first.close()


def test_the_pseudo_terminal_is_a_real_character_device(far_end):
    if far_end.address.startswith("pty:"):
        assert stat.S_ISCHR(os.stat(far_end.address.removeprefix("pty:")).st_mode)


def test_a_far_end_has_no_address_before_it_is_started():
    far_end = PtyFarEnd("later", lambda data: None)
    with pytest.raises(RuntimeError, match="later"):
        _ = far_end.address
    far_end.close()


def test_a_far_end_can_be_started_again():
    echo = Echo(TcpFarEnd)
    for _ in range(2):
        echo.far_end.start()
        line = Line(echo.far_end.address, "echo")
        with line.dialogue() as link:
            link.write(b"a")
            assert read_exactly(link, 1) == b"a"
        line.close()
        echo.far_end.close()


def test_a_closed_far_end_leaves_no_file_behind():
    far_end = PtyFarEnd("gone", lambda data: None)
    far_end.start()
    folder = os.path.dirname(far_end.address.removeprefix("pty:"))
    far_end.close()
    far_end.close()
    assert not os.path.exists(folder)


@pytest.mark.parametrize("url", ["v4l2:/dev/video0", "ipp://host/ipp/print", "simulated:"])
def test_an_address_that_is_no_byte_stream_is_refused(url):
    with pytest.raises(AddressInvalid), Line(url, "x").dialogue():
        pass


def test_the_byte_log_counts_and_never_quotes(far_end, caplog):
    caplog.set_level("DEBUG", "hardware.bytes")
    line = Line(far_end.address, "reader", byte_log=True)
    with line.dialogue() as link:
        link.write(b"secret")
        assert read_exactly(link, 6) == b"secret"
    line.close()
    assert "reader > 6 bytes" in caplog.text
    assert "secret" not in caplog.text
    assert b"secret".hex() not in caplog.text


def test_nothing_is_logged_unless_asked_for(line, caplog):
    caplog.set_level("DEBUG")
    with line.dialogue() as link:
        link.write(b"secret")
        read_exactly(link, 6)
    assert caplog.text == ""


def test_a_look_that_must_not_wait_finds_the_line_busy_and_goes_on(line):
    inside, over = threading.Event(), threading.Event()

    def talk() -> None:
        with line.dialogue():
            inside.set()
            over.wait(30)

    talker = threading.Thread(target=talk)
    talker.start()
    assert inside.wait(30)
    assert line.is_busy
    with line.try_dialogue() as link:
        assert link is None
    over.set()
    talker.join()
    assert not line.is_busy
    with line.try_dialogue() as link:
        link.write(b"a")
        assert read_exactly(link, 1) == b"a"
        assert not line.is_busy  # its own thread is not in its way
    assert not line.is_busy


def test_a_look_that_fails_lets_go_of_the_line_and_drops_the_lost_link(line, far_end):
    far_end.unplug()
    with pytest.raises(LinkNotThere) as caught, line.try_dialogue():
        pass
    assert caught.value.device == "echo"
    assert not line.is_busy


def test_a_line_reopened_in_the_middle_of_a_dialogue_talks_on(line):
    with line.dialogue() as link:
        link.write(b"a")
        assert read_exactly(link, 1) == b"a"
        link = line.reopen()
        link.write(b"b")
        assert read_exactly(link, 1) == b"b"
    with line.dialogue() as link:
        link.write(b"c")
        assert read_exactly(link, 1) == b"c"


def test_the_far_end_sees_the_rate_the_host_opened_with(far_end):
    if not far_end.address.startswith("pty:"):
        pytest.skip("only serial ports have a rate")
    line = Line(far_end.address, "echo", 9600)
    assert line.has_open_rate
    with line.dialogue():
        assert (line.baud, far_end.host_baud) == (9600, 9600)
        line.reopen(57600)
        assert (line.baud, far_end.host_baud) == (57600, 57600)
    line.close()


def test_a_rate_named_in_the_address_is_not_changed(far_end):
    if not far_end.address.startswith("pty:"):
        pytest.skip("only serial ports have a rate")
    line = Line(f"{far_end.address}?baud=19200", "echo", 9600)
    assert not line.has_open_rate
    with line.dialogue():
        line.reopen(57600)
        assert (line.baud, far_end.host_baud) == (19200, 19200)
    line.close()
