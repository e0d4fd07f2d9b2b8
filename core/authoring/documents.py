"""List the documents that ratings rest on: the page of each row's address, or the spreadsheet itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crossregime.core.authoring.marks import TO_DO

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.authoring.wishes import Wishes
    from crossregime.core.authoring.written_rows import SheetRating

LONGEST = 50


def source_id(address: str) -> str:
    """Make an id of an address: whose page it is, and what its path ends with.

    >>> source_id("https://files.ofsted.gov.uk/v1/file/50004255")
    'ofsted-50004255'
    >>> source_id("https://www.cqc.org.uk/care-services/leeds?tab=1"), source_id("https://example.org/")
    ('cqc-leeds', 'example')
    """
    found = re.match(r"https?://([^/]+)([^?#]*)", address.casefold())
    host, path = (found[1], found[2]) if found else ("", address.casefold())
    common = ("www", "files", "uk", "gov", "org", "com", "co", "net", "ac", "reports", "assets")
    parts = [part for part in re.split(r"[.:]", host) if part not in common] or host.split(".")[:1]
    last = next((part for part in reversed(path.split("/")) if part), "")
    last = re.sub(r"\.(pdf|html?|aspx?|php|docx?|csv)\Z", "", last)
    plain = re.sub(r"[^a-z0-9]+", "-", f"{parts[0] if parts else ''}-{last}").strip("-")
    plain = plain if len(plain) <= LONGEST else plain[:LONGEST].rpartition("-")[0]
    return plain if plain[:1].isalpha() else f"source-{plain}".rstrip("-")


class Documents:
    """The documents of a draft: `rows` are those of sources.csv, `of_file` the spreadsheet itself."""

    def __init__(self, name: str, file: str, wishes: Wishes, ratings: Sequence[SheetRating]) -> None:
        self._file, self._wishes = file, wishes
        self.of_file = f"{name}-table"
        self._ids: dict[str, str] = {}
        for address in dict.fromkeys(each.address for each in ratings):
            self._ids[address] = self._new_id(address) if address else self.of_file

    def _new_id(self, address: str) -> str:
        plain, number = source_id(address), 2
        name = plain
        while name in self._ids.values() or name == self.of_file:
            name, number = f"{plain}-{number}", number + 1
        return name

    def of(self, rating: SheetRating) -> str:
        """Give the id of the document that a rating rests on."""
        return self._ids[rating.address]

    def place(self, rating: SheetRating) -> str:
        """Say where in its document a rating stands."""
        return rating.judgement if rating.address else f"row {rating.row} of {self._file}"

    @property
    def rows(self) -> list[dict[str, str]]:
        """Make the rows of sources.csv: of a page no more is known than its address, so no date is given."""
        licence = f"{TO_DO} under what licence it may be used"
        own = {"source": self.of_file, "publisher": self._wishes.inspectorate or f"{TO_DO} who published it",
               "title": self._file, "published": "", "address": "", "licence": licence}  # fmt: skip
        pages = [
            {"source": name, "publisher": _host(address), "title": "", "published": "", "address": address,
             "licence": licence}
            for address, name in self._ids.items() if address
        ]  # fmt: skip
        return [own, *pages]


def _host(address: str) -> str:
    found = re.match(r"https?://(?:www\.)?([^/]+)", address)
    return found[1] if found else f"{TO_DO} who published it"
