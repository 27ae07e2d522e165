"""What is mailed goes to the carrier once, whatever happens on the way, and a person sees what did not arrive."""

from __future__ import annotations

import json
import threading
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from app.central import following as story
from app.central.mailings import by_hand
from app.central.mailings.report import report, words
from app.central.payments import signing
from app.central.payments.notifying import Notifications
from app.central.retention import MAILINGS_KEPT, forget_old
from app.central.storage import following
from app.central.storage.mailing_tables import mailings
from app.central.storage.moment import now
from app.domain.errors import WrongInput
from app.domain.mailing import MailingState
from tests.central.conftest import web
from tests.central.mailings.conftest import KEY, WHERE, Post, complete, sent
from tests.central.payments.conftest import until

ON_BOTH = True


def test_a_completed_case_is_ordered_once_however_often_it_is_tried(post: Post) -> None:
    case_id = post.completed()
    for _ in range(3):
        post.is_due()
        post.round()
    (parcel,) = post.carrier.book.parcels()
    assert parcel.to == tuple(WHERE.values())
    row = post.row(case_id)
    assert row is not None
    assert (row.id, row.state, row.waybill) == (f"{case_id}.1", MailingState.ORDERED, parcel.waybill)


def test_the_centre_orders_it_by_itself(post: Post) -> None:
    case_id = post.completed()
    until(lambda: post.state(case_id) == "ordered")


def test_what_is_fetched_by_the_person_is_not_mailed(post: Post) -> None:
    case_id = sent(post.station, {"kind": "collect"})
    complete(post.office, case_id)
    post.round()
    assert post.row(case_id) is None
    assert post.carrier.book.parcels() == []


def test_nothing_is_ordered_before_the_case_is_completed(post: Post) -> None:
    case_id = sent(post.station, {"kind": "mail", **WHERE})
    post.round()
    assert post.row(case_id) is None


@pytest.mark.parametrize("manner", [Notifications.SENT, Notifications.DOUBLED])
def test_a_notification_has_it_looked_at_and_a_doubled_one_changes_nothing(post: Post, manner: Notifications) -> None:
    case_id = post.completed()
    post.round()
    post.carrier.notifier.manner = manner
    for state in ("picked_up", "on_the_way", "delivered"):
        post.carrier.act(f"{case_id}.1", "forward")
        until(lambda state=state: post.state(case_id) == state)
    times = 2 if manner is Notifications.DOUBLED else 1
    until(lambda: len(post.carrier.notifier.heard) == 3 * times)
    assert {status for _, status in post.carrier.notifier.heard} == {204}
    assert post.state(case_id) == "delivered"


def test_a_lost_notification_is_made_good_by_the_round(post: Post) -> None:
    case_id = post.completed()
    post.round()
    post.carrier.book.forward(f"{case_id}.1")
    post.is_due()
    post.round()
    assert post.state(case_id) == "picked_up"


def test_a_notification_that_is_not_signed_is_turned_away(post: Post) -> None:
    body = json.dumps({"order": "x.1", "state": "delivered"}).encode()
    address = f"{post.centre.url}/mailings/notifications"
    assert web.post(address, content=body).status_code == 401
    wrong = signing.request_headers(b"x" * 32, "POST", "/mailings/notifications", body)
    assert web.post(address, content=body, headers=wrong).status_code == 401
    right = signing.request_headers(KEY.encode(), "POST", "/mailings/notifications", body)
    assert web.post(address, content=body, headers=right).status_code == 204


def test_a_carrier_that_is_away_is_asked_again_under_the_same_id(post: Post) -> None:
    post.carrier.stop()
    case_id = post.completed()
    post.round()
    row = post.row(case_id)
    assert row is not None
    assert (row.state, row.attempts >= 1) == (MailingState.WAITING, True)
    post.carrier.__post_init__()
    post.carrier.start()
    post.is_due()
    post.round()
    assert post.state(case_id) == "ordered"
    assert [each.order for each in post.carrier.book.parcels()] == [f"{case_id}.1"]


def test_an_order_whose_answer_was_lost_is_not_given_twice(post: Post) -> None:
    """The carrier did it and its answer never came."""
    post.carrier.hold.clear()
    case_id = post.completed()
    post.round()
    assert post.state(case_id) == "waiting"
    post.carrier.hold.set()
    post.is_due()
    post.round()
    assert post.state(case_id) == "ordered"
    assert len(post.carrier.book.parcels()) == 1


def test_a_database_from_a_back_up_asks_for_the_same_parcel(post: Post) -> None:
    case_id = post.completed()
    post.round()
    with post.office.database.write() as connection:
        connection.execute(text("DELETE FROM mailings"))
        connection.execute(text("UPDATE cases SET status = 'accepted'"))
    post.office.decide(case_id, "complete", "办好了")
    post.round()
    (parcel,) = post.carrier.book.parcels()
    row = post.row(case_id)
    assert row is not None
    assert row.waybill == parcel.waybill


def test_what_could_not_be_delivered_is_shown_and_sent_again_under_another_id(post: Post) -> None:
    case_id = post.completed()
    post.round()
    post.carrier.act(f"{case_id}.1", "forward")
    post.carrier.act(f"{case_id}.1", "fail")
    until(lambda: post.state(case_id) == "failed")
    (told,) = report(post.office.database)
    assert (told["state"], told["reason"]) == ("failed", "收件人不在")
    assert "没送到" in words([told])[0]
    by_hand.again(post.office.database, f"{case_id}.1")
    with pytest.raises(WrongInput):
        by_hand.again(post.office.database, f"{case_id}.1")
    post.round()
    assert [each.order for each in post.carrier.book.parcels()] == [f"{case_id}.1", f"{case_id}.2"]
    assert [each["state"] for each in report(post.office.database)] == ["ordered"]


def test_an_address_the_carrier_does_not_serve_is_shown(post: Post) -> None:
    case_id = post.completed(address="云溪县不收村 3 组 12 号")
    post.round()
    row = post.row(case_id)
    assert row is not None
    assert (row.state, row.reason, row.due_at) == (MailingState.REFUSED, "这个地方不通快递", None)


def test_an_order_the_carrier_has_lost_is_shown(post: Post) -> None:
    case_id = post.completed()
    post.round()
    post.carrier.book.lose(f"{case_id}.1")
    post.is_due()
    post.round()
    assert [(each["state"], each["reason"]) for each in report(post.office.database)] == [("failed", "lost")]


def test_a_pick_up_is_cancelled_and_then_sent_by_hand(post: Post) -> None:
    case_id = post.completed()
    post.round()
    with pytest.raises(WrongInput):
        by_hand.typed(post.office.database, f"{case_id}.1", "EB123456789CN")
    by_hand.stop(post.office.database, f"{case_id}.1", has_carrier=True)
    post.round()
    assert post.state(case_id) == "cancelled"
    by_hand.typed(post.office.database, f"{case_id}.1", " eb123456789cn ")
    row = post.row(case_id)
    assert row is not None
    assert (row.ordinal, row.state, row.waybill) == (2, MailingState.PICKED_UP, "EB123456789CN")
    post.is_due()
    post.round()
    assert [each.state.value for each in post.carrier.book.parcels()] == ["cancelled"]


def test_cancelling_too_late_leaves_it_on_its_way(post: Post) -> None:
    case_id = post.completed()
    post.round()
    post.carrier.book.forward(f"{case_id}.1")
    by_hand.stop(post.office.database, f"{case_id}.1", has_carrier=True)
    post.round()
    row = post.row(case_id)
    assert row is not None
    assert (row.state, row.reason, row.ending) == (MailingState.PICKED_UP, "too_late", False)


def test_a_cancelled_pick_up_that_was_never_ordered_cannot_be_ordered_after(post: Post) -> None:
    """The order was under way while a clerk cancelled it."""
    post.carrier.book.cancel("some-case.1")
    parcel, is_new = post.carrier.book.order({"order": "some-case.1", "case": "", "notify_url": "", **WHERE})
    assert (parcel.state, is_new) == (MailingState.CANCELLED, False)


def test_where_to_stands_nowhere_but_in_the_sealed_case_and_its_number_goes_in_time(post: Post) -> None:
    case_id = post.completed()
    post.round()
    with post.office.database.read() as connection:
        for table in mailings.metadata.sorted_tables:
            told = repr(connection.execute(select(table)).all())
            assert not [each for each in WHERE.values() if each in told], table.name
    forget_old(post.office.database, now() + MAILINGS_KEPT + timedelta(days=1), threading.Event())
    assert post.state(case_id) == "ordered"
    for _ in range(3):
        parcel = post.carrier.book.forward(f"{case_id}.1")
    assert parcel.to == ()
    post.is_due()
    post.round()
    forget_old(post.office.database, now() + MAILINGS_KEPT - timedelta(days=1), threading.Event())
    assert post.state(case_id) == "delivered"
    forget_old(post.office.database, now() + MAILINGS_KEPT + timedelta(days=1), threading.Event())
    assert post.row(case_id) is None


def test_the_person_hears_of_it_once_it_has_left_and_by_number_nothing(post: Post) -> None:
    case_id = post.completed()
    post.round()

    def told() -> tuple[object, object]:
        with post.office.database.read() as connection:
            (case,) = following.by_ids(connection, [case_id])
        return story.told(case, ())["mailing"], story.told_without_person(case, ())["mailing"]

    assert told() == (None, None)
    parcel = post.carrier.book.forward(f"{case_id}.1")
    post.is_due()
    post.round()
    assert told() == ({"waybill": parcel.waybill, "state": "picked_up"}, None)
