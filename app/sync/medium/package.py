"""One package under construction: parts under a name that says it is unfinished, then the manifest, then its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from app.sync.medium import format as names
from app.sync.medium.files import Counted, remove_tree, sync_folder, sync_tree, synced_file


@dataclass(frozen=True, slots=True)
class Part:
    """`size` and `sha256` (hex) are those of the file on the medium."""

    path: str
    kind: str
    size: int
    sha256: str


class Package:
    """`with Package(folder, station_id, now) as package:`; without `finish` nothing of it stays. Raises OSError."""

    def __init__(self, folder: Path, station_id: str, made_at: datetime) -> None:
        self.parts: list[Part] = []
        self._folder = folder
        self.name = _free_name(folder, f"{names.package_prefix(station_id)}{made_at.astimezone(UTC):%Y%m%dT%H%M%SZ}")
        self._place = folder / f"{self.name}{names.UNFINISHED}"
        self._finished = False

    @property
    def size(self) -> int:
        return sum(each.size for each in self.parts)

    @contextmanager
    def part(self, path: str, kind: str) -> Iterator[Counted]:
        """A part counts when the block ends without an error."""
        with synced_file(self._place / path) as file:
            yield file
        self.parts.append(Part(path, kind, file.size, file.sha256))

    def forget(self, path: str) -> None:
        """A part that did not come to its end."""
        (self._place / path).unlink(missing_ok=True)

    def finish(self, sign: Callable[[list[dict[str, Any]]], str]) -> None:
        """`sign` makes the manifest of the parts. From here on the package has its name."""
        with synced_file(self._place / names.MANIFEST_NAME) as file:
            file.write(sign([asdict(each) for each in self.parts]).encode("ascii"))
        sync_tree(self._place)
        self._place.rename(self._folder / self.name)
        self._finished = True
        sync_folder(self._folder)

    def __enter__(self) -> Package:
        self._place.mkdir(mode=0o700)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._finished:
            remove_tree(self._place)


def _free_name(folder: Path, stem: str) -> str:
    number = 1
    while any((folder / f"{stem}-{number}{ending}").exists() for ending in ("", names.UNFINISHED)):
        number += 1
    return f"{stem}-{number}"


def remove_unfinished(folder: Path, station_id: str) -> None:
    """What a pulled stick or a killed program left of this station's own. The caller sees to it that nobody writes."""
    for each in folder.iterdir():
        is_ours = names.is_package(each.name.removesuffix(names.UNFINISHED), station_id)
        if is_ours and each.name.endswith(names.UNFINISHED) and each.is_dir() and not each.is_symlink():
            remove_tree(each)
