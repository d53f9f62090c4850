"""Addresses of static files carry a digest of their content, so that browsers may keep them."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask


def init_app(app: Flask) -> None:
    """Add the digest to every address of a static file."""
    folders = {
        "static": app.static_folder,
        "bootstrap.static": app.blueprints["bootstrap"].static_folder,
    }

    @app.url_defaults
    def add_digest(endpoint: str, values: dict[str, Any]) -> None:
        folder = folders.get(endpoint)
        if folder is not None and "filename" in values:
            values.setdefault("v", digest(Path(folder) / values["filename"]))


@cache
def digest(path: Path) -> str | None:
    """Give a short digest of a file, or nothing if there is none."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else None
