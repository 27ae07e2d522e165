"""Plug notices: gathered, told once, and never the end of the watch by a listener's fault."""

import errno
import os
import queue
import socket
import sys
import threading
import time
from pathlib import Path

import pytest

from hardware.transport.plugging import GATHER_LIMIT_S, QUIET_S, SUBSYSTEMS, PlugWatch, open_plug_watch

PATIENCE_S = 10
UEVENT = Path("/sys/devices/virtual/tty/tty0/uevent")


class Cable:
    """Events over a real socket pair: one line of subsystems each."""

    def __init__(self):
        self._hand, self._socket = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.setblocking(False)
        self.fails_with = None
        self.closed = False

    def event(self, *subsystems):
        self._hand.send(" ".join(subsystems).encode() or b" ")

    def fileno(self):
        return self._socket.fileno()

    def take(self):
        found = set()
        try:
            while True:
                found |= set(self._socket.recv(4096).decode().split())
        except BlockingIOError:
            pass
        if self.fails_with is not None:
            raise OSError(self.fails_with, os.strerror(self.fails_with))
        return frozenset(found)

    def close(self):
        self.closed = True
        self._socket.close()
        self._hand.close()


@pytest.fixture
def cable():
    return Cable()


@pytest.fixture
def notices():
    return queue.Queue()


@pytest.fixture
def watch(cable, notices):
    watch = PlugWatch(cable, lambda changed: notices.put((time.monotonic(), changed)))
    yield watch
    watch.close()


def test_one_plug_is_one_notice_however_many_events_it_makes(cable, watch, notices):
    for _ in range(20):
        cable.event("usb")
    cable.event("tty")
    _, changed = notices.get(timeout=PATIENCE_S)
    assert changed == {"usb", "tty"}
    time.sleep(2 * QUIET_S)  # long enough that a second notice of the burst would be there
    assert notices.empty()


def test_events_that_never_pause_are_told_all_the_same(cable, watch, notices):
    over = threading.Event()

    def chatter():
        while not over.wait(QUIET_S / 4):
            cable.event("usb")

    thread = threading.Thread(target=chatter)
    thread.start()
    try:
        first, _ = notices.get(timeout=PATIENCE_S)
        second, _ = notices.get(timeout=PATIENCE_S)
    finally:
        over.set()
        thread.join()
    assert second - first >= GATHER_LIMIT_S - QUIET_S


def test_two_plugs_are_two_notices(cable, watch, notices):
    cable.event("usb")
    assert notices.get(timeout=PATIENCE_S)[1] == {"usb"}
    cable.event("video4linux")
    assert notices.get(timeout=PATIENCE_S)[1] == {"video4linux"}


def test_events_that_are_no_plugging_make_no_notice(cable, watch, notices):
    cable.event()
    cable.event("tty")
    assert notices.get(timeout=PATIENCE_S)[1] == {"tty"}
    assert notices.empty()


def test_a_listener_that_fails_is_called_again_next_time(cable, notices, caplog):
    def listener(changed):
        notices.put(changed)
        raise RuntimeError("张三 in a message")

    watch = PlugWatch(cable, listener)
    cable.event("usb")
    assert notices.get(timeout=PATIENCE_S) == {"usb"}
    cable.event("tty")
    assert notices.get(timeout=PATIENCE_S) == {"tty"}
    watch.close()
    assert "RuntimeError" in caplog.text
    assert "张三" not in caplog.text


def test_closing_ends_the_thread_and_lets_go_of_the_socket(cable, watch, notices):
    assert watch.is_listening
    watch.close()
    watch.close()
    assert not watch.is_listening
    assert cable.closed


def test_closing_does_not_wait_for_a_burst_to_end(cable, watch, notices):
    cable.event("usb")
    watch.close()
    assert not watch.is_listening
    assert notices.qsize() <= 1


def test_a_socket_that_breaks_ends_the_watch_and_is_written_down(cable, watch, notices, caplog):
    cable.fails_with = errno.EIO
    cable.event("usb")
    watch._thread.join(PATIENCE_S)
    assert not watch.is_listening
    assert "plug events ended" in caplog.text
    watch.close()


@pytest.mark.skipif(sys.platform != "linux", reason="device events of Linux")
def test_lost_events_may_have_been_any():
    from hardware.transport.udev_events import UdevEvents

    class Overrun:
        def poll(self, timeout):
            raise OSError(errno.ENOBUFS, "no buffer space")

    events = UdevEvents.__new__(UdevEvents)
    events._subsystems, events._monitor = SUBSYSTEMS, Overrun()
    assert events.take() == SUBSYSTEMS


def test_without_the_library_there_is_no_watch(monkeypatch):
    monkeypatch.setitem(sys.modules, "hardware.transport.udev_events", None)
    assert open_plug_watch(lambda changed: None) is None


@pytest.fixture
def kernel_tells():
    """Skips where this process may not ask the kernel to tell of a device once more."""
    if sys.platform != "linux" or not os.access(UEVENT, os.W_OK) or os.path.exists("/run/udev/control"):
        pytest.skip("no uevent may be made here")


def test_the_kernel_itself_is_heard(kernel_tells, notices):
    watch = open_plug_watch(notices.put)
    if watch is None:
        pytest.skip("no netlink socket here")
    try:
        UEVENT.write_text("change")  # nothing was plugged
        UEVENT.write_text("remove")
        UEVENT.write_text("add")
        assert notices.get(timeout=PATIENCE_S) == {"tty"}
    finally:
        watch.close()
    assert not watch.is_listening
