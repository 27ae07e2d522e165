"""Fault scripts as files: for the commands, the demo and the tests alike."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.domain.errors import WrongInput
from hardware.testing.fault_script import FaultScript, parse_fault_script

SHIPPED = Path(__file__).resolve().parents[2] / "resources" / "faults"
HOW = "照 docs/devices/fault-scripts.md 改"


def read_script_document(path: Path) -> Any:
    """The YAML of a script as plain values. Raises WrongInput, which names the place."""
    import yaml

    try:
        return yaml.safe_load(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise WrongInput(f"读不了脚本 {path}", "检查路径，文件要存成 UTF-8") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"第 {mark.line + 1} 行" if mark else "文件"
        raise WrongInput(f"脚本 {path} {where}不合 YAML 写法", HOW) from None
    except yaml.YAMLError:
        raise WrongInput(f"脚本 {path} 不合 YAML 写法", HOW) from None


def read_fault_script(path: Path) -> FaultScript:
    """Raises WrongInput."""
    try:
        return parse_fault_script(read_script_document(path))
    except ValueError as error:
        raise WrongInput(f"脚本 {path}：{error}", HOW) from error


def shipped_script(name: str) -> FaultScript:
    """`receipt_printer/paper-out-before`: one that ships."""
    return read_fault_script(SHIPPED / f"{name}.yaml")
