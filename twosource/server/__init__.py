"""The archive in a browser: pages, the same as JSON and CSV, an API, and a stream of what is new.

    app = make_app(archive)                       # any ASGI server runs it
    serve("news.archive")                         # uvicorn on 127.0.0.1

It answers to this machine alone unless told otherwise, and to another address only with a token.
"""

from __future__ import annotations

from twosource.server.app import make_app
from twosource.server.run import serve

__all__ = ["make_app", "serve"]
