"""Serve an archive with uvicorn."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable, Sequence
from ipaddress import ip_address

from twosource.errors import UsageError
from twosource.server.app import make_app
from twosource.server.making import Making
from twosource.store import open_archive

KEEP_ALIVE = 30  # seconds that a quiet connection stays: longer than a browser takes to think of using it again


def serve(
    location: str,
    *,
    host: str = "127.0.0.1",
    port: int = 8021,
    allow_hosts: Sequence[str] = (),
    said: Callable[[str], None] = lambda text: None,
) -> None:
    """Answer until interrupted. `said` is told the address, with a new token where it is not only for this machine."""
    import uvicorn

    token = "" if is_local(host) else secrets.token_urlsafe(24)
    with open_archive(location) as archive, _listen(host, port) as listening:
        shown = f"[{host}]" if ":" in host else host
        at = f"http://{shown}:{listening.getsockname()[1]}/"
        making = Making(
            archive, apart=archive.database.writable
        )  # else what another process makes would not be seen here
        app = make_app(archive, hosts=[*allow_hosts, shown], token=token, making=making)
        said(at + (f"?token={token}" if token else ""))
        config = uvicorn.Config(
            app,
            log_level="warning",
            server_header=False,
            proxy_headers=False,
            lifespan="off",
            timeout_keep_alive=KEEP_ALIVE,
        )
        try:
            uvicorn.Server(config).run(sockets=[listening])
        finally:
            making.close()


def is_local(host: str) -> bool:
    """Whether an address is this machine's own."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except (OSError, OverflowError, UnicodeError) as error:  # taken, no port, no name
        listening.close()
        why = getattr(error, "strerror", None) or error
        raise UsageError(f"{host}:{port}: {why}. Choose another --port or --host") from error
    return listening
