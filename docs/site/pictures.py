"""Draw the pictures of a page: each is what the command shown above it gives.

A comment `<!-- picture: FILE | what it shows -->` below a block with `crossregime plot ... --output FILE` asks for it.
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import tempfile
from pathlib import Path

from crossregime import cli

PICTURE = re.compile(r"^<!-- picture: (?P<file>[\w.-]+) \| (?P<about>[^\n]+) -->$", re.MULTILINE)
COMMAND = re.compile(r"^(?:\$ )?crossregime (?P<call>plot [^\n]*--output (?P<file>[\w.-]+)[^\n]*)$", re.MULTILINE)


class NoPictureError(ValueError):
    """A page asks for a picture that no command of it draws."""


def place(page: str, name: str) -> str:
    """Give the place in the site of a picture of a page."""
    return f"pictures/{Path(page).stem}/{name}"


def drawn(text: str, page: str) -> dict[str, bytes]:
    """Draw the pictures of a page; give the files by their place in the site."""
    calls = {match["file"]: match["call"] for match in COMMAND.finditer(text)}
    files = {}
    for name in PICTURE.findall(text):
        if name[0] not in calls:
            raise NoPictureError(f"{page}: no `crossregime plot` on this page writes {name[0]}")
        files[place(page, name[0])] = run(shlex.split(calls[name[0]]), name[0])
    return files


def shown(text: str, page: str) -> str:
    """Put the pictures of a page where its comments ask for them."""
    calls = {match["file"]: match["call"] for match in COMMAND.finditer(text)}

    def picture(match: re.Match[str]) -> str:
        kind = ".picture .wide" if "--wide" in calls[match["file"]] else ".picture"
        source = os.path.relpath(place(page, match["file"]), Path(page).parent)
        return f"![{match['about']}]({source}){{ {kind} loading=lazy }}"

    return PICTURE.sub(picture, text)


def run(arguments: list[str], name: str) -> bytes:
    """Run one command in an empty folder, and give the file that it writes."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        if cli.main(arguments):
            raise NoPictureError(f"crossregime {shlex.join(arguments)} draws nothing")
        return Path(name).read_bytes()
