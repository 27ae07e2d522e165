"""HTTP to one centre: what goes out carries a token, what comes back is checked before anybody believes it."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import httpx

from app.domain.errors import WrongInput
from app.sync import limits, tls
from app.sync.centre_time import PROBLEM, Hear, Spoken, listen, was_taken
from app.sync.failures import CentreAnsweredWrongly, CentreSaidNo, CentreSilent
from app.sync.json_answers import read_json
from app.sync.taken import Heed

if TYPE_CHECKING:
    import ssl

TOKEN_REPLAYED = "token_replayed"  # noqa: S105 - a word of the centre's
Content = bytes | Callable[[], Iterator[bytes]]
"""A body, or what gives its blocks anew for every try; its length then stands in the headers."""
_TRY_LATER = frozenset({408, 425, 429})
_TIMEOUT = httpx.Timeout(limits.ANSWER_S, connect=limits.CONNECT_S, pool=limits.POOL_S)


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    def json(self) -> Any:
        """Raises CentreAnsweredWrongly."""
        kind = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json" and not kind.endswith("+json"):
            raise CentreAnsweredWrongly("不是 JSON")
        try:
            return read_json(self.body)
        except ValueError:
            raise CentreAnsweredWrongly("JSON 读不出来") from None

    def fields(self) -> dict[str, Any]:
        """The JSON object. Raises CentreAnsweredWrongly."""
        value = self.json()
        if not isinstance(value, dict):
            raise CentreAnsweredWrongly("不是 JSON 对象")
        return value


def checked_url(url: str) -> str:
    """The centre's URL without a slash at its end. Raises WrongInput."""
    try:
        parts = urlsplit(url)
        sound = parts.scheme in {"http", "https"} and parts.hostname and not parts.username and parts.port != 0
    except ValueError:
        sound = False
    if not sound or parts.query or parts.fragment:
        raise WrongInput(
            "中心平台的地址不对。", "地址以 http:// 或 https:// 开头，例如 https://centre.example.gov.cn。"
        )
    return url.rstrip("/")


class Http:
    """One keep-alive client. `token` makes the bearer token of each request; None before enrolment.

    `hear` is told what time the centre says it is, `heed` whether it took a request of ours. `know` is asked what time
    it is where the wall clock is not to be believed.
    """

    def __init__(
        self,
        url: str,
        token: Callable[[], str] | None = None,
        hear: Hear | None = None,
        heed: Heed | None = None,
        know: tls.Know | None = None,
    ) -> None:
        self.url = checked_url(url)
        self._token = token
        self._hear = hear
        self._heed = heed if token is not None else None
        self._know = know
        # Plain HTTP needs nobody to believe, and gathering them takes longer than a question.
        self._client = _client(False if self.url.startswith("http://") else tls.trusted())
        self._by_known_time: httpx.Client | None = None

    def close(self) -> None:
        for each in (self._client, self._by_known_time):
            if each is not None:
                each.close()

    def send(
        self,
        method: str,
        path: str,
        *,
        content: Content | None = None,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
        timeout_s: float | None = None,
        passing: Collection[int] = (),
        public: bool = False,
    ) -> Answer:
        """The answer where its status is 2xx or in `passing`. Every try carries a token of its own.

        `public`: the centre tells this to anybody, and says nothing of us by it.

        Raises CentreSilent, CentreAnsweredWrongly, CentreSaidNo.
        """
        timeout = _TIMEOUT if timeout_s is None else httpx.Timeout(timeout_s)
        url = self._absolute(path)

        def request() -> httpx.Request:
            all_headers = {**(headers or {}), **({"Authorization": f"Bearer {self._token()}"} if self._token else {})}
            body = content() if callable(content) else content
            return self._client.build_request(
                method, url, content=body, headers=all_headers, params=params, timeout=timeout
            )

        asked = None if public else path
        answer, our_clock_was_wrong = self._asked(request, asked)
        if answer.status == 401 and (our_clock_was_wrong or _was_replayed(method, answer)):
            answer, _ = self._asked(request, asked)  # with a token of the right time, that nobody has used
        if not public:
            self._weigh(path, answer)
        if 200 <= answer.status < 300 or answer.status in passing:
            return answer
        raise _failure(answer)

    def post_json(self, path: str, value: Any) -> Answer:
        content = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
        return self.send("POST", path, content=content, headers={"Content-Type": "application/json"})

    def same_origin(self, location: str) -> str:
        """A Location header made absolute. Raises CentreAnsweredWrongly where it leads to another server."""
        absolute = urljoin(self.url + "/", location)
        if not self.is_here(absolute):
            raise CentreAnsweredWrongly("上传地址指向别的服务器")
        return absolute

    def is_here(self, url: str) -> bool:
        """Whether a URL leads to this centre: a token must reach nobody else."""
        here, there = urlsplit(self.url), urlsplit(url)
        return (here.scheme, here.netloc) == (there.scheme, there.netloc)

    def _weigh(self, path: str, answer: Answer) -> None:
        if self._heed is None:
            return
        if was_taken(_spoken(path, answer)):
            self._heed("")
        elif answer.status == 401 and (code := problem_code(answer)):
            self._heed(code)

    def _absolute(self, path: str) -> str:
        return path if path.startswith(("http://", "https://")) else self.url + path

    def _asked(self, request: Callable[[], httpx.Request], path: str | None) -> tuple[Answer, bool]:
        """`path` is None where anybody is answered: that says nothing of the time."""
        began = monotonic()
        answer = self._exchange(request)
        if self._token is None or self._hear is None or path is None:
            return answer, False
        return answer, listen(_spoken(path, answer), monotonic() - began, self._hear)

    def _reached(self, request: Callable[[], httpx.Request]) -> httpx.Response:
        """With the head of the answer. A handshake that failed for a certificate has sent nothing of a request."""
        try:
            return self._client.send(request(), stream=True)
        except httpx.ConnectError as error:
            refused = tls.refusal(error)
            if refused is None or not tls.is_for_its_dates(refused) or self._know is None:
                raise
            known = self._know()
            if known is None or not known.is_better:
                raise
            if self._by_known_time is None:
                self._by_known_time = _client(tls.trusted_by(self._know))
            return self._by_known_time.send(request(), stream=True)

    def _exchange(self, request: Callable[[], httpx.Request]) -> Answer:
        # `from None`: httpx's own errors name the URL, and a URL may carry a sealed proof.
        try:
            response = self._reached(request)
            try:
                return Answer(response.status_code, response.headers, _bounded(response))
            finally:
                response.close()
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            if refused := tls.refusal(error):
                raise CentreAnsweredWrongly(tls.in_words(refused)) from None
            raise CentreSilent from None
        except httpx.TimeoutException:
            raise CentreAnsweredWrongly("等了太久没有回答") from None
        except (httpx.HTTPError, httpx.InvalidURL):
            raise CentreAnsweredWrongly("连接中途断开，或者不是 HTTP") from None


def _client(verify: ssl.SSLContext | bool) -> httpx.Client:
    # trust_env: a proxy or CA of the environment must not get between a station and its centre.
    return httpx.Client(
        timeout=_TIMEOUT,
        limits=httpx.Limits(keepalive_expiry=limits.KEEP_ALIVE_S),
        trust_env=False,
        follow_redirects=False,
        verify=verify,
    )


def _bounded(response: httpx.Response) -> bytes:
    body = bytearray()
    for part in response.iter_bytes():
        body += part
        if len(body) > limits.ANSWER_MAX_BYTES:
            raise CentreAnsweredWrongly("回答太长")
    return bytes(body)


def _spoken(path: str, answer: Answer) -> Spoken:
    return Spoken(path, answer.status, answer.headers, answer.body)


def _was_replayed(method: str, answer: Answer) -> bool:
    """The answer to HEAD has no body to tell it in."""
    return method == "HEAD" or problem_code(answer) == TOKEN_REPLAYED


def problem_code(answer: Answer) -> str:
    """The stable word of a problem document; empty where there is none."""
    problem = _problem(answer)
    code = problem.get("code") if problem else None
    return code if isinstance(code, str) else ""


def _problem(answer: Answer) -> dict[str, Any] | None:
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != PROBLEM:
        return None
    try:
        problem = read_json(answer.body)
    except ValueError:
        return None
    return problem if isinstance(problem, dict) else None


def _failure(answer: Answer) -> CentreAnsweredWrongly | CentreSaidNo:
    """A 4xx with a problem document is a no; anything else is no answer of a centre."""
    problem = _problem(answer)
    if 400 <= answer.status < 500 and answer.status not in _TRY_LATER and problem is not None:
        code = problem_code(answer)
        detail = problem.get("detail") or ("" if code else problem.get("title")) or ""
        return CentreSaidNo(answer.status, str(detail), code, str(problem.get("station_kind") or ""))
    return CentreAnsweredWrongly(f"HTTP {answer.status}")
