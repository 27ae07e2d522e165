"""A TPM 2.0 in software (`swtpm`), each with a seed of its own, on two free ports of this machine."""

import socket
import subprocess
import time
from contextlib import contextmanager

START_S = 20.0
TRIES = 5


@contextmanager
def running_tpm(folder):
    """Gives its name in the words of tpm2-tools. The same folder is the same chip."""
    folder.mkdir(exist_ok=True)
    process, port = _started(folder)
    try:
        yield f"swtpm:host=127.0.0.1,port={port}"
    finally:
        process.kill()
        process.wait()


def _started(folder):
    for _ in range(TRIES):
        port = _two_free_ports()
        command = ["swtpm", "socket", "--tpm2", "--tpmstate", f"dir={folder}", "--flags", "not-need-init,startup-clear"]
        command += ["--server", f"type=tcp,port={port},bindaddr=127.0.0.1"]
        command += ["--ctrl", f"type=tcp,port={port + 1},bindaddr=127.0.0.1"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if _answers(process, port + 1):
            return process, port
    raise AssertionError("swtpm does not start")


def _answers(process, port):
    until = time.monotonic() + START_S
    while process.poll() is None and time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            time.sleep(0.01)
        else:
            return True
    process.kill()
    process.wait()
    return False


def _two_free_ports():
    """The tools look for the control channel one port above the data channel."""
    while True:
        with socket.create_server(("127.0.0.1", 0)) as data:
            port = data.getsockname()[1]
            try:
                socket.create_server(("127.0.0.1", port + 1)).close()
            except OSError:
                continue
            return port
