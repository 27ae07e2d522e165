"""An attachment from the disk into another seal, as a stream: a video of half a gigabyte never stands in memory.

The age library reads from one file and writes to another. Opening and sealing therefore run side by side, with a
pipe of the system between them; the plain bytes are in that pipe only.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from typing import BinaryIO, cast

from app.domain.errors import StorageProblem, TerminalError
from app.domain.medium import SealStream
from app.storage.attachment_files import AttachmentFiles, CountingReader, damaged_attachment
from app.storage.failures import problem_of_file


def pour(files: AttachmentFiles, name: str, seal: SealStream, target: BinaryIO, digest: str = "") -> None:
    """Raises StorageProblem where the file cannot be read to its end; what `seal` raises passes through.

    `digest` is the SHA-256 (hex) the plain bytes must have, where that is to be looked at. A seal over the first part
    of a damaged file would be a whole seal: so the reading side is asked, too, before this returns.
    """
    read_end, write_end = os.pipe()
    opening = _Opening(lambda sink: files.pour_out(name, sink), write_end)
    opening.start()
    try:
        with os.fdopen(read_end, "rb") as pipe:
            plain = CountingReader(pipe)
            seal(cast(BinaryIO, plain), target)
    finally:
        opening.join()
    if opening.failure is not None:
        raise opening.failure
    if digest and plain.digest.hexdigest() != digest:
        raise damaged_attachment()


class _Opening(threading.Thread):
    """Opens the stored file into the pipe. It ends by itself when the reading end of the pipe is closed."""

    def __init__(self, pour_out: Callable[[BinaryIO], None], write_end: int) -> None:
        super().__init__(name="attachment", daemon=True)
        self._pour_out = pour_out
        self._write_end = write_end
        self.failure: TerminalError | None = None

    def run(self) -> None:
        with os.fdopen(self._write_end, "wb", buffering=0) as sink:
            try:
                self._pour_out(sink)
            except StorageProblem as problem:
                self.failure = problem
            except BrokenPipeError:
                return  # sealing has failed, and says why itself
            except OSError as error:
                self.failure = problem_of_file(error)
