"""The child process in which a vendor's photo decoder runs. Standard library only: it is started as a bare script.

    argument   the task, as JSON (hardware/id_card_reader/photo_decoder.py DecoderSettings, and `limit_s`)
    → 1 byte   ready, before the library is touched
    ← 1024     the photo; none at all means: only load and find the function
    → 4 + 64 K REPLY_START, the function's return value (little-endian), its output buffer

What the library prints goes nowhere, for its standard streams are not the pipes. It can write no file: the largest one
allowed has no bytes. Its memory is limited, no core is dumped, and an alarm ends it if nobody else does.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
from typing import Any

FLAG = "--photo-decoder"
OUTPUT_BYTES = 64 * 1024
REPLY_START = b"PHOTO"
CANNOT_LOAD = 71
NO_FUNCTION = 72
MEMORY_BYTES = 256 * 1024 * 1024
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE = 1, 4


def run_if_asked(arguments: list[str]) -> bool:
    """For a packaged program's door: whether this process was started to decode, and has now done so."""
    if FLAG not in arguments:
        return False
    main(arguments)
    return True


def main(arguments: list[str]) -> None:
    task = json.loads(arguments[-1])
    questions, answers = _own_pipes()
    _restrict(float(task["limit_s"]))
    os.write(answers, b"!")
    photo = _read_all(questions)
    try:
        library = ctypes.CDLL(task["library"])
    except OSError:
        os._exit(CANNOT_LOAD)
    function = getattr(library, task["function"], None)
    if function is None:
        os._exit(NO_FUNCTION)
    output = ctypes.create_string_buffer(OUTPUT_BYTES)
    returned = function(*_arguments(task["arguments"], photo, output)) if photo else 0
    reply = REPLY_START + (returned & 0xFFFFFFFF).to_bytes(4, "little") + output.raw
    while reply:
        reply = reply[os.write(answers, reply) :]
    os._exit(0)  # not through the library's own endings


def _own_pipes() -> tuple[int, int]:
    """Standard input and output under other numbers; what prints or reads by their old ones meets nothing."""
    questions, answers = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    return questions, answers


def _restrict(limit_s: float) -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, limit_s + 1)
    if sys.platform == "linux":
        process = ctypes.CDLL(None)
        # A core sent to a program by core_pattern heeds no size limit; an undumpable process has none.
        process.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
        process.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _arguments(words: str, photo: bytes, output: Any) -> list[Any]:
    values: dict[str, Any] = {
        "src": ctypes.create_string_buffer(photo, len(photo)),
        "dst": output,
        "src_len": len(photo),
        "dst_len": OUTPUT_BYTES,
        "dst_len*": ctypes.byref(ctypes.c_int(OUTPUT_BYTES)),
    }
    return [values[word] if word in values else int(word) for word in words.split()]


def _read_all(pipe: int) -> bytes:
    data = b""
    while piece := os.read(pipe, OUTPUT_BYTES):
        data += piece
    return data


if __name__ == "__main__":
    main(sys.argv)
