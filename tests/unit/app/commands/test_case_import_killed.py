"""`kiosk case import` dies again and again by SIGKILL, wherever it stands, and is run again: each line is one case.

The child watches its own calls (`sys.setprofile`) and ends itself at the n-th call made from the rooms that take a
line in; every fork starts from the same warm process, on the data directory the one before left.
"""

import json
import os
import subprocess
import sys
import textwrap

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and fork")

LINES = 4

CHILD = textwrap.dedent(
    """
    import os, random, signal, sys
    from app.cli import main
    import app.storage.opening, app.composition, app.commands.case_import, app.catalogue

    home, file, seed = sys.argv[1], sys.argv[2], int(sys.argv[3])
    rooms = ("app/storage/", "app/commands/case_import", "app/commands/submitting")

    def killed_after(deadline):
        calls = 0
        def profile(frame, event, argument):
            nonlocal calls
            if event in ("call", "c_call") and any(r in frame.f_code.co_filename.replace(os.sep, "/") for r in rooms):
                calls += 1
                if calls == deadline:
                    os.kill(os.getpid(), signal.SIGKILL)
        return profile

    def run(deadline):
        child = os.fork()
        if child == 0:
            if deadline:
                sys.setprofile(killed_after(deadline))
            os._exit(main(["case", "import", file, "--json", "--data-dir", home]))
        return os.waitpid(child, 0)[1]

    places, deaths, runs = random.Random(seed), 0, 0
    while True:
        runs += 1
        status = run(places.randrange(20, 450) if deaths < 7 else 0)
        if os.WIFEXITED(status):
            print(deaths, runs, os.WEXITSTATUS(status), file=sys.stderr)
            break
        deaths += 1
    """
)


@pytest.fixture
def paper(sample, tmp_path):
    """Some paper cases; two of them twice in the file."""
    lines = []
    for seed in range(1, LINES + 1):
        files = sample("temporary-id-card", seed)
        entry = {"id": f"登记簿-{seed}", "item": files.item, "data": files.application, "attachments": files.files}
        lines.append(json.dumps(entry, ensure_ascii=False))
    path = tmp_path / "paper.jsonl"
    path.write_text("\n".join([*lines, lines[0], lines[2]]), "utf-8")
    return path


@pytest.mark.parametrize("seed", [1, *(pytest.param(each, marks=pytest.mark.slow) for each in range(2, 12))])
def test_each_line_becomes_one_case_however_often_it_dies(kiosk, data_dir, paper, seed):
    assert kiosk("case", "list", "--json").code == 0
    child = subprocess.run(
        [sys.executable, "-c", CHILD, str(data_dir), str(paper), str(seed)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)},
        check=False,
    )
    assert child.returncode == 0, child.stderr
    deaths, runs, code = map(int, child.stderr.split()[-3:])
    assert (deaths >= 3, runs, code) == (True, deaths + 1, 0)

    again = kiosk("case", "import", paper, "--json")
    assert again.document == {"taken": 0, "already": LINES + 2, "refused": []}
    rows = kiosk("case", "list", "--json").document
    assert len(rows) == len({row["id"] for row in rows}) == len({row["number"] for row in rows}) == LINES
    for row in rows:
        shown = kiosk("case", "show", row["id"], "--json").document
        assert {each["name"] for each in shown["attachments"]} == {"photo", "signature"}
    files = [each for each in (data_dir / "attachments").rglob("*") if each.is_file()]
    assert len(files) == 2 * LINES
    assert kiosk("audit", "verify", "--json").document["intact"]
    assert kiosk("sync", "status", "--json").document["waiting"] == 3 * LINES
