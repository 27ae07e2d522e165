"""The centre as its own process, killed between what the carrier did and what it writes."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

from app.central.administration import Administration
from app.central.mailings.carrier_server import CarrierServer
from app.central.storage import mailings
from tests.central.conftest import Station
from tests.central.mailings.conftest import WHERE, complete, sent
from tests.central.payments.conftest import until
from tests.central.processes import address, launched


def test_killed_between_the_order_and_the_row_it_is_not_ordered_twice(
    tmp_path: Path, hall: Callable[..., Station], carrier: CarrierServer
) -> None:
    with Administration(tmp_path) as office:

        def state() -> str:
            with office.database.read() as connection:
                found = mailings.last_of(connection, [case_id]).get(case_id)
            return found.state.value if found else ""

        with launched(tmp_path, 0, "--mailing-carrier", carrier.url) as process:
            station = hall(address(process), office)
            carrier.hold.clear()
            case_id = sent(station, {"kind": "mail", **WHERE})
            complete(office, case_id)
            assert carrier.is_asked.wait(30), "the centre did not order"
            process.send_signal(signal.SIGKILL)
            process.wait()
        (parcel,) = carrier.book.parcels()
        assert state() == "waiting"
        carrier.hold.set()
        with launched(tmp_path, 0, "--mailing-carrier", carrier.url) as process:
            address(process)
            until(lambda: state() == "ordered")
        assert [each.waybill for each in carrier.book.parcels()] == [parcel.waybill]
