"""What `make setup` installs is what is written down, byte for byte, wherever it is fetched from."""

import re
import subprocess
from pathlib import Path

import pytest

DEPLOY = Path(__file__).parents[3] / "resources" / "deploy"
LOCK = (DEPLOY / "requirements.lock").read_text(encoding="utf-8")
HASHES = r"((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)"
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)(?: ; .+)? \\\n" + HASHES, re.MULTILINE)


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def wanted() -> dict[str, str]:
    """Name to the file that wants it."""
    found = {}
    for file in ("requirements.in", "requirements-dev.in"):
        for line in (DEPLOY / file).read_text(encoding="utf-8").splitlines():
            if name := re.match(r"[A-Za-z0-9._-]+", line.strip()):
                found[plain(name[0])] = file
    return {name: file for name, file in found.items() if not name.startswith("-")}


def test_every_package_that_is_asked_for_is_pinned_and_the_lock_says_who_asks() -> None:
    for name, file in wanted().items():
        block = re.search(rf"^{re.escape(name)}==.*\n(?:    .*\n)+", LOCK, re.MULTILINE | re.IGNORECASE)
        assert block is not None, name
        assert f"-r {file}" in block[0], name


def test_every_pinned_package_has_hashes() -> None:
    lines = [line for line in LOCK.splitlines() if re.match(r"[A-Za-z0-9]", line)]
    assert len(lines) == len(PINNED.findall(LOCK)) > len(wanted())


def test_the_lock_names_no_place_to_fetch_from() -> None:
    assert "://" not in LOCK
    assert "index-url" not in re.sub(r"--no-emit-index-url", "", LOCK)


def test_debian_packages_are_named_once() -> None:
    lines = (DEPLOY / "packages.txt").read_text(encoding="ascii").splitlines()
    names = [line for line in lines if not line.startswith("#")]
    assert len(names) == len(set(names)) > 0
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9.+-]+", name) for name in names)


@pytest.mark.parametrize("script", sorted(DEPLOY.glob("*.sh")), ids=lambda path: path.name)
def test_a_script_is_plain_shell(script: Path) -> None:
    assert script.read_text(encoding="utf-8").startswith("#!/bin/sh\n")
    done = subprocess.run(["sh", "-n", str(script)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
