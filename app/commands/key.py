"""kiosk key show|change: how the database key of this station is kept."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.output import EXIT_DONE, add_common, say, settings_of

if TYPE_CHECKING:
    from app.storage import KeyChoice

KIND_WORDS = {"file": "密钥文件（只有本用户能读）", "tpm": "封在本机的 TPM 里", "passphrase": "用口令保管"}
WHICH = "、".join(KIND_WORDS)


def fill(parser: argparse.ArgumentParser) -> None:
    group = parser.add_subparsers(dest="act_name", required=True, metavar="命令")
    add_common(group.add_parser("show", help="数据库密钥怎样保管")).set_defaults(act=_show)
    change = add_common(group.add_parser("change", help="换一种保管方式；数据库不重新加密，终端可以开着"))
    change.add_argument("--to", choices=tuple(KIND_WORDS), required=True, metavar="KIND", help=WHICH)
    change.add_argument("--new-passphrase-file", type=Path, metavar="FILE", help="新口令在这个文件里；不写就在这里问")
    change.set_defaults(act=_change)


FILL = {"key": fill}


def _show(args: argparse.Namespace) -> int:
    from app.storage.key_change import look_at_key

    settings = settings_of(args)
    kept = look_at_key(settings.data_dir)
    kind = None if kept is None else kept.kind.value
    document = {"kept": kind, "configured": settings.storage.key, "id": kept.id or None if kept else None}
    lines = ["还没有数据库"] if kind is None else [KIND_WORDS[kind]]
    if kind is not None and kind != settings.storage.key:
        lines.append(
            f"station.toml 里写的还是 {settings.storage.key}：{_to_write(kind)}；"
            f"要换回去才用 kiosk key change --to {settings.storage.key}"
        )
    say(args, document, lines)
    return EXIT_DONE


def _change(args: argparse.Namespace) -> int:
    from app.composition.choices import key_choice
    from app.storage.key_change import change_key

    settings = settings_of(args)
    wished = _with_new_passphrase(key_choice(settings, args.to), args.new_passphrase_file)
    kept = change_key(settings.data_dir, key_choice(settings, args.to), wished)
    kind = kept.kind.value
    lines = [KIND_WORDS[kind]]
    if settings.storage.key != kind:
        lines.append(_to_write(kind))
    say(args, {"kept": kind, "configured": settings.storage.key, "id": kept.id or None}, lines)
    return EXIT_DONE


def _to_write(kind: str) -> str:
    return f'请在 station.toml 的 [storage] 里写 key = "{kind}"'


def _with_new_passphrase(choice: KeyChoice, path: Path | None) -> KeyChoice:
    from app.composition.passphrases import new_passphrase, passphrase_in

    return replace(choice, passphrase=lambda _is_new: passphrase_in(path) if path is not None else new_passphrase())
