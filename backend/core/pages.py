"""Serving the built PWA: hashed files for ever, and one prerendered shell for every page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, make_response, request
from werkzeug.routing import PathConverter
from whitenoise import WhiteNoise

from backend.core.security_headers import SecurityHeaders, content_security_policy

NOT_BUILT = b"<!doctype html><title>Waymark</title><p>The pages are not built yet: run <code>make build</code>.</p>"
A_MINUTE = 60


class _Files(WhiteNoise):  # type: ignore[misc]
    """Files under /assets/ carry a hash in their name and never change."""

    def immutable_file_test(self, path: str, url: str) -> bool:  # noqa: ARG002 the library names it
        return url.startswith("/assets/")


class _Page(PathConverter):
    """The address of a page. Below /api there are none: what is unknown there is not found, whatever the method."""

    regex = "(?!api(?:/|$))[^/].*?"


def serve(app: Flask, folder: Path, is_https: bool) -> None:
    """Serve files from `folder`, the shell for every other page, and put the security headers on everything."""
    index = folder / "index.html"
    shell = index.read_bytes() if index.exists() else NOT_BUILT
    view = _shell_view(folder, shell)
    app.add_url_rule("/", "shell", view)
    app.url_map.converters["page"] = _Page
    app.add_url_rule("/<page:page>", "shell", view)
    wsgi: Any = app.wsgi_app
    if index.exists():
        files = _Files(wsgi, root=folder, max_age=A_MINUTE, allow_all_origins=False, charset="utf-8")
        # The shell goes through the application, so that "/" and "/index.html" are one thing.
        files.files.pop("/index.html", None)
        wsgi = files
    app.wsgi_app = SecurityHeaders(wsgi, content_security_policy(shell), is_https)  # type: ignore[method-assign]


def _shell_view(folder: Path, shell: bytes) -> Any:
    variants = {name: _read(folder / f"index.html.{ending}") for name, ending in (("br", "br"), ("gzip", "gz"))}

    def shell_page(page: str = "") -> Response:
        """The empty shell of the app; it holds nothing of anybody, so everybody may have it."""
        if "." in page.rsplit("/", 1)[-1]:
            abort(404)
        encoding = next(
            (name for name, body in variants.items() if body and request.accept_encodings.quality(name) > 0), None
        )
        response = make_response(variants[encoding] if encoding else shell)
        if encoding:
            response.headers["Content-Encoding"] = encoding
        response.headers["Content-Type"] = "text/html; charset=utf-8"
        response.headers["Cache-Control"] = "no-cache"
        response.headers["Vary"] = "Accept-Encoding"
        return response

    # Open to everybody, and without a look at the database: the shell opens even when that is away.
    shell_page.guard = "anybody"  # type: ignore[attr-defined]
    return shell_page


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None
