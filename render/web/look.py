"""Say where a page has its style and scripts: within itself, or in the files that the pages of a site share."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """The style and the scripts of a page, and the Content-Security-Policy that allows them and nothing else.

    A page on its own holds `style` and `script`. A page of a site names `scripts` in the folder `assets`; `root` is
    the way from the page to the site's folder, such as "../".
    """

    policy: str
    style: str = ""
    script: str = ""
    root: str | None = None
    scripts: tuple[str, ...] = ()


def alone(style: str, script: str) -> Look:
    """Give the look of a page that needs no other file: its own style and script are allowed by their hashes.

    >>> alone("", "").policy[:40]
    "default-src 'none'; style-src 'sha256-47"
    """
    allowed = f"style-src 'sha256-{_hash(style)}'; script-src 'sha256-{_hash(script)}'"
    return Look(_policy(allowed), style, script)


def within(root: str, *scripts: str) -> Look:
    """Give the look of a page of a site, which may use the files of the site alone.

    >>> within("../", "search.js").policy.split("; ")[1]
    "style-src 'self'"
    """
    return Look(_policy("style-src 'self'; script-src 'self'"), root=root, scripts=scripts)


def _policy(allowed: str) -> str:
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return b64encode(hashlib.sha256(text.encode()).digest()).decode()
