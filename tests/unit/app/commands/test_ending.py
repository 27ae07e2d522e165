import signal
import threading

import pytest

from app.commands.ending import Ended, signals_end_the_command, waiting

SIGNALS = (signal.SIGINT, signal.SIGTERM)


@pytest.fixture(autouse=True)
def handlers_as_before():
    before = {each: signal.getsignal(each) for each in SIGNALS}
    yield
    assert {each: signal.getsignal(each) for each in SIGNALS} == before


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_ends_the_command_and_never_looks_like_success(number):
    with pytest.raises(Ended) as ended, signals_end_the_command():
        signal.raise_signal(number)
    assert ended.value.exit_code == 128 + number


@pytest.mark.parametrize("number", SIGNALS)
def test_who_waits_is_asked_first_and_torn_away_second(number):
    with waiting() as asked_to_end:
        asked_to_end.raise_if_set()
        signal.raise_signal(number)
        assert asked_to_end.is_set()
        with pytest.raises(Ended) as ended:
            asked_to_end.raise_if_set()
        assert ended.value.number == number
        with pytest.raises(Ended):
            signal.raise_signal(number)


def test_in_another_thread_there_is_only_the_event():
    seen = []

    def elsewhere():
        with signals_end_the_command(), waiting() as asked_to_end:
            seen.append(asked_to_end.is_set())

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert seen == [False]


def test_an_import_that_is_ended_keeps_what_it_had_taken(kiosk, sample, tmp_path, monkeypatch):
    import json

    from app.storage.cases import StoredCases

    files = sample()
    entries = [
        {"id": f"paper {number}", "item": files.item, "data": files.application, "attachments": files.files}
        for number in range(5)
    ]
    path = tmp_path / "paper.jsonl"
    path.write_text("\n".join(map(json.dumps, entries)), "utf-8")
    submit = StoredCases.submit
    taken = []

    def submit_and_end(self, submission):
        taken.append(submit(self, submission))
        if len(taken) == 2:
            signal.raise_signal(signal.SIGINT)
        return taken[-1]

    monkeypatch.setattr(StoredCases, "submit", submit_and_end)
    ended = kiosk("case", "import", path, "--json")
    assert (ended.code, ended.error["code"]) == (130, "APP-130")
    monkeypatch.undo()
    assert kiosk("case", "import", path, "--json").document == {"taken": 3, "already": 2, "refused": []}
