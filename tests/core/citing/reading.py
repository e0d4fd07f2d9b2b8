"""Read BibTeX and RIS back, as far as the program writes them: by the rules of the formats, not by its code."""

from __future__ import annotations

import re

COMMANDS = {
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textless": "<", "textgreater": ">",
    "textbar": "|", "textquotedblleft": '"', "textquotedblright": '"', "textbraceleft": "{", "textbraceright": "}",
    "textasciigrave": "`",
}  # fmt: skip


def read_bibtex(text):
    """Give the entries: the type, the key, and the fields as written, the outer braces taken off."""
    entries = []
    place = 0
    while True:
        start = re.compile(r"\s*@(\w+)\{([^\s,{}]+),").match(text, place)
        if start is None:
            assert not text[place:].strip()
            return entries
        place = start.end()
        fields = {}
        while (field := re.compile(r"\s*(\w+) = (?=\{)|\s*(\w+) = (\w+),").match(text, place)) is not None:
            place = field.end()
            if field[1] is None:
                fields[field[2]] = field[3]
                continue
            end = closing(text, place)
            assert field[1] not in fields
            fields[field[1]] = text[place + 1 : end]
            assert text[end + 1] == ","
            place = end + 2
        closed = re.compile(r"\s*\}").match(text, place)
        assert closed, text[place : place + 60]
        place = closed.end()
        entries.append((start[1], start[2], fields))


def closing(text, place):
    """Find the brace that closes the one at a place: BibTeX counts every brace, escaped or not."""
    depth = 0
    for index in range(place, len(text)):
        depth += {"{": 1, "}": -1}.get(text[index], 0)
        if depth == 0:
            return index
    raise AssertionError(text[place:])


def read_latex(text):
    """Give what LaTeX prints of a text that holds nothing but escapes; fail at a character that would act."""
    printed, place = [], 0
    while place < len(text):
        command = re.compile(r"\\([a-z]+)\{\}").match(text, place)
        if command:
            printed.append(COMMANDS[command[1]])
            place = command.end()
        elif text[place] == "\\":
            assert text[place + 1] in "$&#%_", text[place:]
            printed.append(text[place + 1])
            place += 2
        elif text[place : place + 2] == "{}":
            place += 2
        else:
            assert text[place : place + 2] not in ("--", "''", ",,")
            assert text[place] not in '{}$&#%_~^<>|"`', text[place:]
            printed.append(text[place])
            place += 1
    return "".join(printed)


def read_ris(text):
    """Give the records, each a list of tag and value."""
    records, record = [], []
    assert text.endswith("\r\n")
    for line in text[:-2].split("\r\n"):
        tag, value = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line).groups()
        assert (tag == "TY") == (not record), line
        if tag == "ER":
            assert not value
            records.append(record)
            record = []
        else:
            record.append((tag, value))
    assert not record
    return records
