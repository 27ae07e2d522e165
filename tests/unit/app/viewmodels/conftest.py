"""What every view-model test stands on."""

from __future__ import annotations

import pytest

from tests.unit.app.viewmodels.standing import surroundings


@pytest.fixture
def around(qapp):
    made = surroundings()
    yield made
    made.language.reset()
