"""A real S3 server (moto's) on 127.0.0.1, for the object store."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True)
class Bucket:
    """`environment` is what the centre's process is told besides `url`."""

    url: str
    environment: dict[str, str]


@contextmanager
def s3_server() -> Iterator[str]:
    """The address where it answers."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        yield f"http://{host}:{port}"
    finally:
        server.stop()


def new_bucket(endpoint: str) -> Bucket:
    import httpx

    name = f"centre-{uuid.uuid4().hex[:12]}"
    assert httpx.put(f"{endpoint}/{name}", trust_env=False).status_code == 200
    environment = {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ALLOW_HTTP": "true",
        "AWS_ACCESS_KEY_ID": "kept",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_REGION": "us-east-1",
    }
    return Bucket(f"s3://{name}/centre", environment)
