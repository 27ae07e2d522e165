"""What the store remembers of having been put back from an old image, until the centre has said that it knows."""

import pytest

from app.domain.standing import AuditHead, CentreKnows
from app.storage import open_store


@pytest.fixture
def store(data_dir, clock):
    with open_store(data_dir, clock) as opened:
        yield opened


@pytest.fixture
def rolled_back(store):
    """The hash of the record that tells of it."""
    assert store.accounts.compare(CentreKnows(7, AuditHead(900, "a" * 64)))
    newest = store.audit.records()[-1]
    assert b"store.rolled_back" in newest.record
    return newest.hash.hex()


def test_a_store_that_is_no_old_image_tells_nothing(store):
    assert not store.accounts.compare(CentreKnows(0, None))
    assert store.accounts.standing().document()["rolled_back"] == ""


def test_a_roll_back_is_told_until_the_centre_has_heard_of_it(store, rolled_back):
    for _ in range(2):
        assert store.accounts.standing().document()["rolled_back"] == rolled_back
    store.accounts.rolled_back_heard(rolled_back)
    assert store.accounts.standing().rolled_back == ""


def test_it_is_told_after_a_restart_too(data_dir, clock, store, rolled_back):
    store.close()
    with open_store(data_dir, clock) as again:
        assert again.accounts.standing().rolled_back == rolled_back


def test_a_late_word_about_an_earlier_one_ends_nothing(store, rolled_back):
    assert store.accounts.compare(CentreKnows(9, AuditHead(990, "b" * 64)))
    later = store.accounts.standing().rolled_back
    assert later != rolled_back
    store.accounts.rolled_back_heard(rolled_back)
    assert store.accounts.standing().rolled_back == later
