"""kiosk export DIR"""

from __future__ import annotations

import argparse
from pathlib import Path

from app.commands.output import EXIT_DONE, EXIT_STORAGE, add_common, say, settings_of


def fill(parser: argparse.ArgumentParser) -> None:
    add_common(parser)
    parser.add_argument("folder", type=Path, metavar="DIR", help="介质的文件夹")
    parser.set_defaults(act=_export)


FILL = {"export": fill}


def _export(args: argparse.Namespace) -> int:
    from app.composition import open_parts

    with open_parts(settings_of(args)) as parts:
        done = parts.export(args.folder)
    lines = [f"读回 {done.answers} 份回执"] if done.answers else []
    if done.outdated:
        lines.append(f"有 {done.outdated} 份回执已经过时，没有采用：写回执之后，中心从备份恢复过")
        lines.append("什么也没丢：本机没报的照旧等着报送。请把介质再拿到中心导入一次，换新的回执")
    if done.unbelieved:
        lines.append(f"有 {done.unbelieved} 份回执不可信，没有采用：不是本机登记的中心签的、不是给本机的，或者被改坏了")
        lines.append("什么也没丢：本机没报的照旧等着报送。请把介质再拿到本机登记的中心导入一次；还这样，请联系中心")
    if done.package:
        lines.append(f"导出 {done.events} 条上报、{done.attachments} 个附件：{done.package}")
        lines.append("中心收下、读回回执之前，这些办件在本机仍算没报")
    else:
        lines.append("没有要导出的")
    if done.unreadable:
        lines.append(f"有 {done.unreadable} 个附件在本机磁盘上读不出来，没有导出；请联系技术人员检查磁盘")
    document = {
        "package": done.package or None,
        "events": done.events,
        "attachments": done.attachments,
        "bytes": done.bytes,
        "answers": done.answers,
        "unreadable": done.unreadable,
        "outdated": done.outdated,
        "unbelieved": done.unbelieved,
    }
    say(args, document, lines)
    return EXIT_STORAGE if done.unreadable else EXIT_DONE
