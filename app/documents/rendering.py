"""Typst: a template and its data in, a tagged PDF/A-2a out.

The compiler and its fonts are kept: the first page waits for them, every other takes milliseconds.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from app.domain.errors import OurFault

if TYPE_CHECKING:
    import typst

TEMPLATES = Path(__file__).resolve().parents[2] / "resources" / "templates"
PDF_STANDARD: Final = "a-2a"
_CHINESE_FONTS = {"Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei"}


class TypstRenderer:
    """`font_paths` are searched beside the system's fonts. Safe for threads; one page at a time."""

    def __init__(self, templates: Path = TEMPLATES, font_paths: tuple[Path, ...] = ()) -> None:
        self._templates = templates
        self._font_paths = font_paths
        self._lock = Lock()
        self._compiler: typst.Compiler | None = None

    def warm_up(self) -> None:
        """Find the fonts now (some 50 ms) and not when the first citizen waits."""
        with self._lock:
            self._ready()

    def render(self, template: str, data: Mapping[str, Any], qr_svg: str, at: datetime) -> bytes:
        """The PDF. Raises OurFault when the template, its data or the fonts do not do; the text names no person."""
        source = self._templates / f"{template}.typ"
        if not template or Path(template).name != template or not source.is_file():
            raise OurFault(f"没有证明模板 {template!r}", "请检查事项配置和程序文件")
        import typst

        with self._lock:
            compiler = self._ready()
            try:
                pdf = compiler.compile(
                    input=source,
                    format="pdf",
                    pdf_standards=[PDF_STANDARD],
                    timestamp=at,
                    sys_inputs={"certificate": json.dumps(data, ensure_ascii=False), "qr": qr_svg},
                )
            except typst.TypstError as cause:
                raise _fault(template, cause) from None  # its text may quote the record
            finally:
                # Nothing of this person stays in the compiler.
                compiler.compile(input=b"", format="pdf", sys_inputs=None)
        if not isinstance(pdf, bytes):
            raise OurFault(f"证明模板 {template!r} 没有排出一份文件", "请检查证明模板")
        return pdf

    def _ready(self) -> typst.Compiler:
        import typst

        if self._compiler is None:
            fonts = typst.Fonts(include_embedded_fonts=False, font_paths=list(self._font_paths))
            if not _CHINESE_FONTS & set(fonts.families()):
                raise OurFault("没有中文字体，证明排不出来", "请安装 fonts-noto-cjk，或在设置里写明字体目录")
            self._compiler = typst.Compiler(root=self._templates, font_paths=fonts)
        return self._compiler


def _fault(template: str, cause: typst.TypstError) -> OurFault:
    if "could not be displayed" in cause.message:
        return OurFault("字体里没有姓名或单位用到的生僻字", "请安装收字更全的字体（如 fonts-hanazono）")
    return OurFault(f"证明模板 {template!r} 与数据不符，排不出来", "请检查证明模板和登记系统返回的数据")
