"""The OpenAPI document against the real server: no 5xx, nothing it does not say, nothing without a token."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from app.catalogue import LoadedCatalogue
from app.central.administration import Administration
from app.central.server import EmbeddedCentre
from tests.central.conftest import Station
from tests.central.mixed import BOUNDARY

SEED = 20260318
PUBLIC = {"/healthz", "/readyz", "/metrics"}
TOO_WEAK_TO_SHRINK = [Phase.explicit, Phase.generate]
SHORT = settings(
    max_examples=5, deadline=None, phases=TOO_WEAK_TO_SHRINK, suppress_health_check=list(HealthCheck), database=None
)
LONG = settings(SHORT, max_examples=400)
GLANCE = settings(SHORT, max_examples=2)
"""test_authorisation.py asks each of them properly."""


@pytest.fixture(scope="module")
def reached(tmp_path_factory: pytest.TempPathFactory, catalogue: LoadedCatalogue) -> Iterator[tuple[str, Path]]:
    data_dir = tmp_path_factory.mktemp("probed")
    with EmbeddedCentre(data_dir, catalogue) as centre:
        yield centre.url, data_dir


@pytest.fixture(scope="module")
def operations(reached: tuple[str, Path]) -> list[Any]:
    from tests.central.prober import operations_of

    found = operations_of(reached[0])
    assert len(found) > 20
    return found


@pytest.fixture
def prober(reached: tuple[str, Path], hall: Callable[..., Station]) -> Station:
    with Administration(reached[1]) as office:
        return hall(reached[0], office)


def each_case(operation: Any, budget: settings, use: Callable[[Any], None]) -> None:
    """What hypothesis makes of one operation."""

    @seed(SEED)
    @budget
    @given(operation.as_strategy())
    def run(case: Any) -> None:
        use(case)

    run()


def probe_all(operations: list[Any], station: Station, budget: settings) -> None:
    from tests.central.prober import CHECKS

    def use(case: Any) -> None:
        headers = {"Authorization": f"Bearer {station.token()}"}
        if case.media_type == "multipart/mixed":
            headers["Content-Type"] = f"multipart/mixed; boundary={BOUNDARY}"
        case.call_and_validate(headers=headers, checks=CHECKS)

    for operation in operations:
        each_case(operation, budget, use)


def test_what_is_asked_with_a_token_is_answered_as_the_document_says(operations: list[Any], prober: Station) -> None:
    probe_all(operations, prober, SHORT)


def test_without_a_token_nothing_is_told_beyond_the_public_pages(operations: list[Any]) -> None:
    def use(case: Any) -> None:
        answer = case.call()
        assert answer.status_code < 500
        if case.operation.path not in PUBLIC:
            assert not 200 <= answer.status_code < 300 or case.method.upper() == "OPTIONS", case.operation.label

    for operation in operations:
        each_case(operation, GLANCE, use)


@pytest.mark.slow
@pytest.mark.timeout(1_800)
def test_the_long_form_of_asking_with_a_token(operations: list[Any], prober: Station) -> None:
    probe_all(operations, prober, LONG)
