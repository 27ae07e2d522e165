"""The line about a parcel on the page of a case."""

import pytest

from app.domain.mailing import TOLD, Mailing, MailingState
from app.viewmodels.mailing_words import mailing_words


def test_nothing_is_said_before_it_left():
    assert mailing_words(None) == ""


@pytest.mark.parametrize("state", sorted(TOLD))
def test_every_state_that_is_told_has_words_with_the_number(state):
    assert "EB123456789CN" in mailing_words(Mailing("EB123456789CN", state))


def test_a_parcel_that_left_says_so():
    assert mailing_words(Mailing("EB123456789CN", MailingState.PICKED_UP)) == "已寄出，单号 EB123456789CN"
