"""kiosk central rotate-key: another key to which stations seal."""

from __future__ import annotations

import argparse
from typing import Any

from app.commands.central_data import office_of, on_data
from app.commands.output import EXIT_DONE, say


def fill_keys(group: Any) -> None:
    rotate = on_data(group, "rotate-key", "换一把封存用的密钥，告诉所有工作站；旧密钥封的照样打得开", _rotate)
    rotate.add_argument("--prepare", action="store_true", help="只备好下一把：先把 keys 目录复制到每个副本，再正式换")


def _rotate(args: argparse.Namespace) -> int:
    from app.central.key_rotation import prepare_key, rotate_key

    with office_of(args) as office:
        done = prepare_key(office.keys) if args.prepare else rotate_key(office.database, office.keys)
    words = "备好了，还没有启用" if args.prepare else f"换好了，已通知 {done['stations']} 台工作站"
    say(args, done, [f"{words}：{done['recipient']}（{done['key_id']}）"])
    return EXIT_DONE
