"""A city's adapter of somebody else that has defects: one case waits, the others and the decisions do not."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import cast

import pytest

from app.catalogue import LoadedCatalogue
from app.central import delivery_office
from app.central.adapters.courier import LEASE, Courier
from app.central.adapters.interface import Adapter, CityCase, CityDecision, Delivered, Outcome, Refused
from app.central.administration import Administration
from app.central.objects import ObjectStore
from app.central.server import EmbeddedCentre
from app.central.storage.moment import now
from tests.central.conftest import Station
from tests.central.mixed import parts_of_case, send_mixed

TYPED = "what somebody typed"


class Stumbling:
    """Falls over the first delivery and the first confirmation; its other defects stand in its subclasses."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.confirmed: list[str] = []
        self.decisions: list[CityDecision] = []

    def deliver(self, case: CityCase) -> Outcome:
        self.asked.append(case.key)
        return self.falls() if len(self.asked) == 1 else Delivered()

    def falls(self) -> Outcome:
        raise KeyError(TYPED)

    def poll(self) -> Sequence[CityDecision]:
        return self.decisions

    def confirm(self, decision: CityDecision, _outcome: str) -> None:
        self.confirmed.append(decision.case)
        if len(self.confirmed) == 1:
            raise ValueError(TYPED)

    def close(self) -> None:
        """Nothing is held open."""


class Speechless(Stumbling):
    def falls(self) -> Outcome:
        return None  # type: ignore[return-value]


class WordlessNo(Stumbling):
    def falls(self) -> Outcome:
        return Refused(None)  # type: ignore[arg-type]


class FallsInTheMiddle(Stumbling):
    def poll(self) -> Iterator[CityDecision]:  # type: ignore[override]
        yield from self.decisions
        raise RuntimeError(TYPED)


class Town:
    """A centre of its own with two cases on their way to the city."""

    def __init__(self, data_dir: Path, office: Administration, station: Station) -> None:
        self.office = office
        self.cases = [self._submitted(station, seed) for seed in (1, 2)]
        self._objects = ObjectStore(data_dir / "central" / "objects")
        self._catalogue = station.catalogue

    def _submitted(self, station: Station, seed: int) -> str:
        payload, sample = station.case(seed=seed)
        send_mixed(station, [station.submitted(payload)], parts_of_case(station, payload, sample))
        return str(payload["id"])

    def round(self, adapter: Stumbling) -> None:
        keys = self.office.keys
        courier = Courier(self.office.database, self._objects, keys.identity, self._catalogue, cast(Adapter, adapter))
        courier.prepare()
        courier.round(threading.Event())

    def completed(self) -> list[str]:
        return [each for each in self.cases if self.office.get_case(each)["status"] == "completed"]


@pytest.fixture
def town(tmp_path: Path, catalogue: LoadedCatalogue, hall: Callable[..., Station]) -> Iterator[Town]:
    with EmbeddedCentre(tmp_path, catalogue) as centre, Administration(tmp_path) as office:
        yield Town(tmp_path, office, hall(centre.url, office))


@pytest.mark.parametrize("kind", [Stumbling, Speechless, WordlessNo])
def test_a_defect_is_an_attempt_that_failed_for_now_and_the_round_goes_on(
    town: Town, kind: type[Stumbling], caplog: pytest.LogCaptureFixture
) -> None:
    adapter = kind()
    adapter.decisions = [CityDecision(f"d-{each}", each, "complete") for each in town.cases]
    before = now()
    town.round(adapter)
    assert len(adapter.asked) == 2
    [row] = delivery_office.undelivered(town.office.database)
    assert (row["key"], row["state"], row["reason"], row["attempts"]) == (adapter.asked[0], "waiting", "defect", 1)
    assert datetime.fromisoformat(row["due_at"]) < before + LEASE
    assert adapter.confirmed == town.cases, "no decision waits for another"
    assert town.completed() == town.cases
    assert f"delivery {adapter.asked[0]} " in caplog.text
    assert TYPED not in caplog.text


def test_decisions_that_come_with_a_defect_come_again_and_hold_up_nothing_else(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    defective, sound = FallsInTheMiddle(), Stumbling()
    defective.decisions = sound.decisions = [CityDecision("d", town.cases[0], "complete")]
    town.round(defective)
    assert (len(defective.asked), town.completed()) == (2, [])
    assert "RuntimeError via" in caplog.text
    assert TYPED not in caplog.text
    town.round(sound)
    assert town.completed() == town.cases[:1]
