from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HEAVY = ("fastapi", "pydantic", "uvicorn", "sqlalchemy", "pyrage", "cryptography", "jinja2", "obstore")


def test_naming_the_server_costs_the_terminal_no_heavy_library() -> None:
    code = "import sys, app.central, app.central.server, app.central.settings; print(*sys.modules)"
    house = Path(__file__).parents[4]
    loaded = subprocess.run([sys.executable, "-c", code], cwd=house, capture_output=True, text=True, check=True).stdout
    assert not [name for name in loaded.split() if name in HEAVY]
