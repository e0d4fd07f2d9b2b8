"""Say where one result goes, and in which form: the screen, or a file written whole or not at all."""

from __future__ import annotations

import io
import os
import re
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crossregime.commands.screen import write_data
from crossregime.core.errors import OutputError, OutputExistsError, UsageError
from crossregime.core.text import close_matches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import IO

    import polars as pl

    from crossregime.core.runs import Run
    from crossregime.render import Picture

ENDINGS = {".txt": "text", ".json": "json", ".csv": "csv", ".parquet": "parquet", ".xlsx": "xlsx",
           ".sqlite": "sqlite", ".db": "sqlite", ".svg": "svg", ".png": "png", ".pdf": "pdf", ".tex": "latex",
           ".md": "markdown", ".html": "html", ".bib": "bibtex", ".ris": "ris", ".dta": "stata"}  # fmt: skip
"""The form that the ending of a file's name asks for."""
OTHERWISE = {"excel": "xlsx", "xls": "xlsx", "tex": "latex", "md": "markdown", "txt": "text", "htm": "html",
             "bib": "bibtex", "db": "sqlite"}  # fmt: skip
"""What some call a form."""
AS_JSON = "csl-json"
"""A form that a file whose name ends in .json holds too, where the command writes it."""
FREE = (".txt",)
"""Endings that say little: a file of any form may have them."""
TABLES = ("csv", "parquet", "xlsx", "stata")
"""Forms of which a file has FILE.meta.json beside it."""
SCREEN = "-"
"""The name that stands for standard output."""


@contextmanager
def naming_option(path: Path, option: str = "--output") -> Iterator[None]:
    """Say which option named a file that can't be written, and which would let it be replaced."""
    try:
        yield
    except OutputError as error:
        error.where = f"{option} {path}"
        if isinstance(error, OutputExistsError):
            error.do = "name another file, or add --force"
        raise


class Quietened(io.StringIO):
    """Standard output that ends what a terminal shows of work going on before anything is written to it."""

    def __init__(self, stream: IO[str], quiet: Callable[[], None]) -> None:
        super().__init__()
        self._stream, self._quiet = stream, quiet

    @property
    def encoding(self) -> str:  # type: ignore[override]  # that of the stream behind it
        """The encoding of the stream, which says what can be drawn on it."""
        return str(getattr(self._stream, "encoding", None) or "utf-8")

    def isatty(self) -> bool:
        """Tell whether it is a terminal."""
        return self._stream.isatty()

    def fileno(self) -> int:
        """Return the number of the stream, by which a terminal's width is found."""
        return self._stream.fileno()

    def write(self, text: str) -> int:
        """Write, once it is quiet."""
        self._quiet()
        return self._stream.write(text)


class Output:
    """Where a result goes and in which of the forms that it can have.

    `forms` are those that the command can write, the first by default. `form` is what was asked for; without it
    the ending of the file's name decides. `path` is the file, or None or "-" for standard output. Raises UsageError,
    before any work is done, for a form that there isn't, for one that the name of the file belies, and for a file that
    can't be written or, without `force`, exists. `quiet` ends what a terminal shows of work going on; `take` is given
    what makes the result again.
    """

    def __init__(
        self, forms: Sequence[str], form: str | None = None, path: str | None = None, *, force: bool = False,
        quiet: Callable[[], None] = lambda: None, save: str | None = None,
        take: Callable[[Run], None] | None = None,
    ) -> None:  # fmt: skip
        self.take = take
        self.kept = None if save is None else _file(save, "--save")
        self.path = None if path in (None, SCREEN) else _file(str(path))
        self.force = force
        self.quiet = quiet
        # What shows that work goes on puts a stream of its own in the place of standard output, which is no terminal.
        self._screen = sys.stdout
        self.form = self._form(forms, form)
        self._check_kept()
        if force and self.path is None and self.kept is None:
            raise UsageError("--force has no file to replace", do="add --output FILE, or leave --force out")
        if self.path is None:
            if self.form in ("parquet", "xlsx", "stata", "sqlite", "png", "pdf"):
                raise UsageError(f"{self.form} can't be shown on a screen", do="add --output FILE")
            if sys.stdout is None:
                raise UsageError("the output is closed, so there is nowhere to write", do="add --output FILE")
            return
        from crossregime.core.files import check_outputs

        with naming_option(self.path):
            check_outputs(self._files(self.path), force=force)

    def _check_kept(self) -> None:
        """Refuse a --save that can't be written, or is no JSON, before any work is done."""
        if self.kept is None:
            return
        from crossregime.core.files import check_outputs

        if self.kept.suffix.lower() != ".json":
            raise UsageError("a run is kept as JSON", where=f"--save {self.kept}", do="name a file that ends in .json")
        if self.path is not None and self.kept.resolve() in [each.resolve() for each in self._files(self.path)]:
            raise UsageError("--save and --output name one file", where=f"--save {self.kept}", do="name two")
        with naming_option(self.kept, "--save"):
            check_outputs([self.kept], force=self.force)

    def _form(self, forms: Sequence[str], form: str | None) -> str:
        if form is not None and form not in forms:
            raise UsageError(
                f"there is no format '{form}'",
                where="--format",
                do=f"choose {', '.join(forms)}",
                matches=(called,)
                if (called := OTHERWISE.get(form.lower(), "")) in forms
                else close_matches(form, forms),
            )
        ending = "" if self.path is None else self.path.suffix.lower()
        asked = ENDINGS.get(ending)
        asked = AS_JSON if asked == "json" and AS_JSON in forms else asked
        endings = [each for each, meant in ENDINGS.items() if meant in forms]
        if ending and asked is None:
            # What was written would not open as what it is called.
            raise UsageError(
                f"no file is written in the format that {ending} stands for",
                where=f"--output {self.path}",
                do=f"name a file that ends in {', '.join(endings)}",
                matches=close_matches(ending, endings),
            )
        if asked is None or (ending in FREE and (form is not None or asked not in forms)):
            return form or forms[0]
        if asked not in forms:
            raise UsageError(
                f"this command writes no {asked}",
                where=f"--output {self.path}",
                do=f"name a file that ends in {', '.join(endings)}",
            )
        if form not in (None, asked):
            stem, fit = (
                self.path.stem if self.path else "",
                next(end for end, meant in ENDINGS.items() if meant == form),
            )
            raise UsageError(
                f"--format {form} and a file that ends in {ending} contradict each other",
                where=f"--output {self.path}",
                do=f"leave --format out, or name the file {stem}{fit}",
            )
        return asked

    def show(
        self,
        document: Callable[[], Mapping[str, Any]],
        write: Callable[[IO[str] | None], None] | None = None,
        frame: Callable[[], pl.DataFrame] | None = None,
        beside: Callable[[], Mapping[str, Any]] | None = None,
        book: Callable[[pl.DataFrame], bytes] | None = None,
    ) -> None:
        """Write a result in the form that was asked for; what makes another form is not called.

        `document` gives it as JSON; `write` writes a page for people to a stream (None: standard output); `frame` gives
        its rows, `beside` what stands beside a file of them, in FILE.meta.json (the document by default), and `book`
        makes a workbook of them.
        """
        if self.form == "json":
            from crossregime.core.files import json_text

            self._data(json_text(document()))
        elif self.form == "text" and write is not None:
            self._page(write)
        elif frame is not None:
            self._table(frame(), beside or document, book)

    def show_text(
        self, forms: Mapping[str, Callable[[], str]], write: Callable[[IO[str] | None], None] | None = None
    ) -> None:
        """Write a result in one of the `forms` that are text, as it is; in the form text by `write`, a page."""
        if self.form == "text" and write is not None:
            self._page(write)
        else:
            self._data(forms[self.form]())

    def data(self, make: Callable[[], bytes]) -> None:
        """Write a file that is made whole, as a database is."""
        from crossregime.core.files import write_outputs

        assert self.path is not None  # noqa: S101  # such a form is refused without a file
        with naming_option(self.path):
            write_outputs({self.path: make()}, force=self.force)

    def keep(self, make: Callable[[], Run]) -> None:
        """Keep what makes the result again, where --save names a file; hand it over where it is asked for."""
        if self.take is not None:
            self.take(make())
        if self.kept is not None:
            with naming_option(self.kept, "--save"):
                make().save(self.kept, force=self.force)

    def picture(self, draw: Callable[[], Picture]) -> None:
        """Write a picture in the form that was asked for: svg, png or pdf."""
        data = draw().rendered(self.form)
        if self.path is None:
            write_data(data.decode())
            return
        from crossregime.core.files import write_outputs

        write_outputs({self.path: data}, force=self.force)

    def _files(self, path: Path) -> list[Path]:
        return [path, path.with_name(f"{path.name}.meta.json")] if self.form in TABLES else [path]

    def _page(self, write: Callable[[IO[str] | None], None]) -> None:
        if self.path is None:
            write(Quietened(self._screen, self.quiet))
            return
        page = io.StringIO()
        write(page)
        self._data(page.getvalue())

    def _data(self, text: str) -> None:
        self.quiet()
        if self.path is None:
            write_data(text)
            return
        from crossregime.core.files import write_outputs

        # The bytes of a folder's name that are no text show as their code, which JSON takes too.
        with naming_option(self.path):
            write_outputs({self.path: text.encode(errors="backslashreplace")}, force=self.force)

    def _table(
        self,
        frame: pl.DataFrame,
        beside: Callable[[], Mapping[str, Any]],
        book: Callable[[pl.DataFrame], bytes] | None,
    ) -> None:
        from crossregime.core.files import csv_text, json_text, table_bytes, write_outputs

        if self.path is None:
            write_data(csv_text(frame))
            return
        data, meta = self._files(self.path)
        contents = {
            data: book(frame) if book and self.form == "xlsx" else table_bytes(frame, self.form),
            meta: json_text(beside()).encode(errors="backslashreplace"),
        }
        with naming_option(self.path):
            write_outputs(contents, force=self.force)


def _file(path: str, option: str = "--output") -> Path:
    """Give the path of a file that a user named; raise UsageError for one without a name of its own."""
    do = "name a file, or - for standard output"
    where = f"{option} {path}"
    if not path.strip() or "\0" in path or (option == "--save" and path == SCREEN):
        raise UsageError(f"{option} names no file", do="name a file" if option == "--save" else do)
    last = re.split(r"[/\\]" if os.sep == "\\" else "/", path)[-1]
    if last in ("", ".", ".."):
        raise UsageError(f"{path} names a folder, not a file", where=where, do="name a file in it")
    if last.lower() in ENDINGS:
        raise UsageError(f"{path} is an ending without a name", where=where, do=f"put a name before it: result{last}")
    return Path(path)
