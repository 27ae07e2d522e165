"""One bench for all tests of this room: its warm processes are what takes time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.chaos.bench import Bench


@pytest.fixture(scope="session")
def chaos_bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    bench = Bench(tmp_path_factory.mktemp("chaos"))
    yield bench
    bench.close()


@pytest.fixture(scope="session")
def counter_bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """Of a station that keeps a readable copy, and seals a batch as one."""
    bench = Bench(tmp_path_factory.mktemp("chaos-counter"), kind="counter")
    yield bench
    bench.close()
