"""Sending one sealed attachment by tus 1.0.0, and going on where a cut left it.

A small file goes along with the request that begins its upload, under a checksum. A large one goes in pieces without a
checksum for each: the centre then keeps what came before a cut, where a checksum would make it throw that away.
Nothing is lost by it: the age seal authenticates every byte, and the centre compares size and SHA-256 of the whole
when it is complete. Between two pieces whatever was submitted meanwhile goes first.
"""

from __future__ import annotations

import base64
import time
from collections.abc import Callable
from functools import partial
from hashlib import sha256

from app.domain.errors import DataDirBusy, OurFault, StorageProblem
from app.domain.outbox import VIDEO
from app.domain.ports import Outbox, OutboxUpload, SealedFile
from app.sync import limits
from app.sync.bundles import upload_metadata
from app.sync.failures import CentreAnsweredWrongly, CentreSaidNo
from app.sync.http import Answer, Content
from app.sync.pace import Pace, unreadable
from app.sync.session import Session

TUS = {"Tus-Resumable": "1.0.0"}
PART = {"Content-Type": "application/offset+octet-stream"}
UPLOADS = "/api/v1/uploads"

_OFFSET_DIGITS = 18
_GONE = frozenset({404, 410})
_CONFLICT, _BUSY = 409, 423
_JUDGED_WHOLE = frozenset({413, 422})
"""The other refusals judge the moment, or the request alone."""


class UploadGone(CentreAnsweredWrongly):
    """The centre does not know the upload (any more): it begins again, once."""

    def __init__(self) -> None:
        super().__init__("不认识已经开始的上传")


class UploadLeft(Exception):
    """Its sitting was left while it was on its way: not a byte more goes."""


def judges_the_file(error: CentreSaidNo) -> bool:
    """Sent again it would be refused again, if it came as it was sent."""
    return error.status in _JUDGED_WHOLE


class SentElsewhere(Exception):
    """Another program of this station has seen it through meanwhile."""


class HoursOver(Exception):
    """A video was on its way when its hours ended: it goes on in the next ones."""


class Uploader:
    """`between` is called before every piece, and `videos_may_go` is asked."""

    def __init__(
        self,
        session: Session,
        outbox: Outbox,
        pace: Pace,
        between: Callable[[], None],
        videos_may_go: Callable[[], bool],
    ) -> None:
        self._session = session
        self._http = session.http
        self._outbox = outbox
        self._pace = pace
        self._between = between
        self._videos_may_go = videos_may_go

    def send(self, upload: OutboxUpload) -> None:
        """Until it is settled.

        Raises CentreUnreachable, CentreRefused, StorageProblem, UploadLeft, SentElsewhere, HoursOver, Stopped.
        """
        try:
            self._send_whole(upload)
        except (StorageProblem, OurFault):
            # A sitting that is left, or another program, takes row and files away under our hands: that is no damage.
            if self._outbox.is_left(upload.id):
                raise UploadLeft from None
            if not self._outbox.is_waiting(upload.id):
                raise SentElsewhere from None
            raise
        self._outbox.settle_upload(upload.id)

    def _send_whole(self, upload: OutboxUpload) -> None:
        sealed = self._outbox.sealed_upload(upload.id, self._session.sealer.stream)
        try:
            self._send_sealed(upload, sealed)
        except StorageProblem:
            if not self._outbox.is_sent_from(upload.id, sealed):
                raise _begun_elsewhere() from None
            raise

    def _send_sealed(self, upload: OutboxUpload, sealed: SealedFile) -> None:
        try:
            self._send(upload, sealed, self._still_begun(upload))
        except UploadGone:
            self._outbox.begin_upload(upload.id, "")
            self._send(upload, sealed, "")
        except CentreSaidNo:
            # It was refused as a whole; whatever comes next must not go on with what was refused.
            self._outbox.begin_upload(upload.id, "")
            raise

    def end(self, upload: OutboxUpload) -> bool:
        """Ask the centre to forget an upload. False where it keeps it, having it whole. Raises CentreUnreachable."""
        if not upload.url or not self._http.is_here(upload.url):
            return True
        answer = self._http.send("DELETE", upload.url, headers=TUS, passing=_GONE | {_CONFLICT})
        if answer.status in _GONE and not _is_of_the_centre(answer):
            raise _not_of_the_centre(answer)
        return answer.status != _CONFLICT

    def _still_begun(self, upload: OutboxUpload) -> str:
        """The row's URL as it is now: sealing anew forgets it, and one at an earlier centre is of no use."""
        url = upload.url and self._outbox.upload_url(upload.id)
        return url if url and self._http.is_here(url) else ""

    def _send(self, upload: OutboxUpload, sealed: SealedFile, url: str) -> None:
        if url:
            offset = self._offset(url, sealed.size)
        else:
            self._unless_left(upload, "")
            url, offset = self._begin(upload, sealed)
            self._outbox.begin_upload(upload.id, url)
            self._unless_left(upload, url)
        self._push(upload, url, sealed, offset)

    def _begin(self, upload: OutboxUpload, sealed: SealedFile) -> tuple[str, int]:
        headers = {**TUS, "Upload-Length": str(sealed.size), "Upload-Metadata": upload_metadata(upload)}
        content: Content = b""
        if sealed.size <= limits.SMALL_UPLOAD_BYTES:
            digest = base64.b64encode(sha256(_whole(sealed)).digest()).decode("ascii")
            headers |= {**PART, "Upload-Checksum": f"sha256 {digest}", "Content-Length": str(sealed.size)}
            content = partial(self._pace.blocks, sealed, 0, sealed.size)
        answer = self._http.send("POST", UPLOADS, content=content, headers=headers)
        location = answer.headers.get("location", "")
        if answer.status != 201 or not location:
            raise CentreAnsweredWrongly("没有给出上传地址")
        url = self._http.same_origin(location)
        return url, _number(answer, sealed.size) if "upload-offset" in answer.headers else 0

    def _push(self, upload: OutboxUpload, url: str, sealed: SealedFile, offset: int) -> None:
        """Piece after piece; after a cut from where the centre says it stands, as long as that moves."""
        tries = 0
        is_video = upload.attachment.media_type.startswith(VIDEO)
        while offset < sealed.size:
            self._between()
            if is_video and not self._videos_may_go():
                raise HoursOver
            self._unless_left(upload, url)
            try:
                offset = self._patch(url, sealed, offset)
                tries = 0
            except CentreAnsweredWrongly:
                tries += 1
                reached = self._offset(url, sealed.size)
                if reached > offset:
                    tries = 0  # what came before the cut is kept: shorter pieces would save nothing
                    offset = reached
                    continue
                self._pace.broke()
                if tries >= limits.UPLOAD_TRIES_WITHOUT_PROGRESS:
                    raise
                offset = reached

    def _unless_left(self, upload: OutboxUpload, url: str) -> None:
        """Asked again after every wait: where the sitting was left meanwhile, nobody else knows this URL."""
        if self._outbox.is_left(upload.id):
            self.end(OutboxUpload(upload.id, upload.case_id, upload.attachment, url))
            raise UploadLeft

    def _patch(self, url: str, sealed: SealedFile, offset: int) -> int:
        length = min(self._pace.piece_bytes, sealed.size - offset)
        headers = {**TUS, **PART, "Upload-Offset": str(offset), "Content-Length": str(length)}
        began = time.monotonic()
        answer = self._http.send(
            "PATCH",
            url,
            content=lambda: self._pace.blocks(sealed, offset, length),
            headers=headers,
            passing=_GONE | {_CONFLICT, _BUSY},
        )
        if answer.status in _GONE:
            raise UploadGone if _is_of_the_centre(answer) else _not_of_the_centre(answer)
        if answer.status in {_CONFLICT, _BUSY}:
            _pause(answer)
            raise CentreAnsweredWrongly("上传位置对不上，或者正被占用")
        reached = _number(answer, sealed.size)
        if reached <= offset:
            raise CentreAnsweredWrongly("收下了数据，位置却没有前进")
        self._pace.sent(reached - offset, time.monotonic() - began)
        return reached

    def _offset(self, url: str, length: int) -> int:
        """Where the centre stands. HEAD answers carry no problem document, so their statuses are read here."""
        for _ in range(limits.UPLOAD_TRIES_WITHOUT_PROGRESS):
            answer = self._http.send("HEAD", url, headers=TUS, passing=_GONE | {_BUSY})
            if answer.status in _GONE:
                raise UploadGone if _is_of_the_centre(answer) else _not_of_the_centre(answer)
            if answer.status != _BUSY:
                return _number(answer, length)
            _pause(answer)
        raise CentreAnsweredWrongly("上传一直被占用")


def _whole(sealed: SealedFile) -> bytes:
    try:
        return sealed.path.read_bytes()
    except OSError:
        raise unreadable() from None


def _begun_elsewhere() -> DataDirBusy:
    return DataDirBusy("附件正由本机的另一个程序上报。", "稍后会自动再试，不用处理。")


def _is_of_the_centre(answer: Answer) -> bool:
    """The protocol puts its version into every answer; a proxy's own page has none, and knows nothing of uploads."""
    return "tus-resumable" in answer.headers


def _not_of_the_centre(answer: Answer) -> CentreAnsweredWrongly:
    return CentreAnsweredWrongly(f"HTTP {answer.status}")


def _pause(answer: Answer) -> None:
    """The centre still holds the torn connection; it lets go shortly."""
    if answer.status == _BUSY:
        time.sleep(limits.BUSY_PAUSE_S)


def _number(answer: Answer, length: int) -> int:
    text = answer.headers.get("upload-offset", "")
    if not (text.isascii() and text.isdigit()) or len(text) > _OFFSET_DIGITS or int(text) > length:
        raise CentreAnsweredWrongly("上传位置不对")
    return int(text)
