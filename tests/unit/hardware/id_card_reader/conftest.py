from pathlib import Path

import pytest

from hardware.id_card_reader.driver import SdtReader
from hardware.id_card_reader.simulated_card import SimulatedCard
from hardware.id_card_reader.simulator import IdCardReaderSimulator

DATA = Path(__file__).parents[3] / "data"
CARDS = ["resident", "hmt", "foreign_2017", "foreign_2023"]


def load(name: str) -> SimulatedCard:
    return SimulatedCard.from_file(DATA / f"{name}.json")


@pytest.fixture
def simulator():
    with IdCardReaderSimulator() as simulator:
        yield simulator


@pytest.fixture
def reader(simulator):
    reader = SdtReader(simulator.address, answer_timeout_s=0.2)
    yield reader
    reader.close()


@pytest.fixture
def resident():
    return load("resident")
