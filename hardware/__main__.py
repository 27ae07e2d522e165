"""`python -m hardware check|write`: is docs/devices/errors.md what the fault tables say."""

from __future__ import annotations

import sys
from pathlib import Path

from hardware.error_book import DOCUMENT, doubled_codes, is_current, write


def main(arguments: list[str]) -> int:
    root = Path.cwd()
    if arguments == ["write"]:
        write(root)
        return 0
    if arguments != ["check"]:
        sys.stderr.write("python -m hardware check|write\n")
        return 2
    found = [f"fault code {code} stands twice" for code in doubled_codes()]
    if not is_current(root):
        found.append(f"{DOCUMENT} is not current: python -m hardware write")
    sys.stderr.writelines(f"{line}\n" for line in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
