"""Whatever bytes a printer answers, the driver ends with a declared outcome; what they mean is another test's."""

from collections.abc import Iterator
from threading import Event

from hypothesis import given, settings
from hypothesis import strategies as st

from hardware.errors import LinkLost, LinkSilent
from hardware.receipt_printer.conversation import Conversation
from hardware.receipt_printer.interface import NotPrinted, Printed
from hardware.receipt_printer.options import Options, Timing
from hardware.receipt_printer.presenter import PresenterWords
from hardware.receipt_printer.run import Job, Run
from hardware.receipt_printer.status_bytes import StatusReport, device_status
from hardware.status import DeviceStatus

CAUSES = {"paper_out", "cover_open", "cutter_error", "no_answer", "offline", "jammed"}
JOB = Job((b"a\n", b"b\n"), b"\x1dVB\x00")
CHUNKS = st.lists(st.binary(min_size=1, max_size=12), max_size=30)
STATUS_LIKE = st.lists(st.sampled_from([b"\x12", b"\x1a", b"\x16", b"\x00", b"\x37\x25\x00", b"\x72", b"\x10\x0f"]))


class ScriptedLink:
    """Answers what it was given, chunk by chunk, then is silent, or gone."""

    def __init__(self, chunks: list[bytes], *, gone: bool) -> None:
        self._chunks: Iterator[bytes] = iter(chunks)
        self._gone = gone

    def write(self, data: bytes, deadline: float | None = None) -> None:
        pass

    def read(self, max_bytes: int, deadline: float, cancel: Event | None = None) -> bytes:
        chunk = next(self._chunks, None)
        if chunk is None:
            raise LinkLost("gone") if self._gone else LinkSilent("silent")
        return chunk

    def flush_input(self) -> None:
        pass

    def check(self) -> None:
        pass

    def close(self) -> None:
        pass


@settings(deadline=None, max_examples=400)
@given(CHUNKS | STATUS_LIKE, st.booleans(), st.booleans(), st.sampled_from(["end", "status"]))
def test_any_answers_lead_to_an_outcome_or_a_declared_error(
    chunks: list[bytes], gone: bool, after_half: bool, confirm_by: str
) -> None:
    timing = Timing(answer_limit_s=0.01, confirm_limit_s=0.02, look_every_s=0.005)
    options = Options(timing=timing, confirm_by=confirm_by, presenter=PresenterWords())
    run = Run(options, None)
    try:
        outcome = run.through(ScriptedLink(chunks, gone=gone), b"XXXX\n" if after_half else b"", JOB)
    except (LinkLost, LinkSilent):
        return
    match outcome:
        case Printed():
            assert run.begun
            assert len(b"".join(chunks)) >= 5  # two before the job, two at its end, one behind it
        case NotPrinted(cause=cause, begun=begun, whole=whole):
            assert cause in CAUSES
            assert begun == run.begun
            assert begun or not whole


@settings(deadline=None, max_examples=200)
@given(CHUNKS | STATUS_LIKE, st.booleans())
def test_any_answers_lead_to_a_status_or_a_declared_error(chunks: list[bytes], gone: bool) -> None:
    talk = Conversation(ScriptedLink(chunks, gone=gone), 0.01)
    try:
        assert isinstance(device_status(talk.look()), DeviceStatus)
        assert isinstance(talk.ask_presenter(PresenterWords()), bool)
    except (LinkLost, LinkSilent):
        pass


@given(st.binary(min_size=4, max_size=4))
def test_any_four_status_bytes_have_words(four: bytes) -> None:
    status = device_status(StatusReport(*four))
    assert status.state
    assert status.paper is not None
