"""What a file is, told from its first bytes: a name or a header proves nothing."""

from __future__ import annotations

_MAGIC = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"%PDF-", "application/pdf"),
)
_MP4_MARK = b"ftyp"
_NAMES = {
    "image/jpeg": "JPEG 图片",
    "image/png": "PNG 图片",
    "application/pdf": "PDF 文件",
    "video/mp4": "MP4 视频",
    "video/mp2t": "MPEG-TS 视频",
}
_SUFFIXES = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "application/pdf": "pdf",
    "video/mp4": "mp4",
    "video/mp2t": "ts",
}
_TS_PACKET_BYTES, _TS_MARK = 188, 0x47


def media_type_of(content: bytes) -> str:
    """`application/octet-stream` when it is none of those a material may be."""
    for magic, media_type in _MAGIC:
        if content.startswith(magic):
            return media_type
    if content[4:8] == _MP4_MARK:
        return "video/mp4"
    first_packets = content[: 2 * _TS_PACKET_BYTES]
    is_stream = len(first_packets) == 2 * _TS_PACKET_BYTES and {*first_packets[::_TS_PACKET_BYTES]} == {_TS_MARK}
    return "video/mp2t" if is_stream else "application/octet-stream"


def spoken(media_type: str) -> str:
    """The name a person knows it by."""
    return _NAMES.get(media_type, "认不出的文件")


def suffix(media_type: str) -> str:
    return _SUFFIXES.get(media_type, "bin")
