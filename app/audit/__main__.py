"""`python -m app.audit check|write`: is the page current and is every event in the source spelt right."""

from __future__ import annotations

import sys
from pathlib import Path

from app.audit.documentation import DOCUMENT, is_current, write
from app.audit.spelling import misspelt


def main(arguments: list[str]) -> int:
    root = Path.cwd()
    if arguments == ["write"]:
        write(root)
        return 0
    if arguments != ["check"]:
        sys.stderr.write("python -m app.audit check|write\n")
        return 2
    faults = list(misspelt(root / "app"))
    if not is_current(root):
        faults.append(f"{DOCUMENT}: not current; run python -m app.audit write")
    sys.stderr.writelines(f"{each}\n" for each in faults)
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
