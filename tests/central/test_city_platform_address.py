"""Where a city's platform may be: what is no address, and where cases would leave in the clear, is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.central.adapters.opening import open_adapter
from app.domain.errors import ConfigInvalid


@pytest.mark.parametrize(
    "url",
    [
        "ftp://x",
        "nothing",
        "http://u:p@h/",
        "http://platform.example.gov.cn/bianmin",
        "http://127.0.0.1.example.gov.cn/bianmin",
        "HTTP://10.0.0.7/bianmin",
        "file:relative",
        "file://elsewhere/x",
        "https://",
        "file:/nowhere?writer=nobody-at-all",
        "file:/nowhere?reader=root",
    ],
)
def test_a_way_that_is_none_is_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigInvalid):
        open_adapter(url, tmp_path)


@pytest.mark.parametrize("host", ["127.0.0.1:8600", "localhost", "[::1]:8600"])
def test_in_the_clear_a_case_leaves_to_this_machine_only(host: str, tmp_path: Path) -> None:
    open_adapter(f"http://{host}/bianmin", tmp_path).close()
    with pytest.raises(ConfigInvalid) as told:
        open_adapter("http://10.0.0.7/bianmin", tmp_path)
    assert "不在本机的要 https" in told.value.what_to_do
