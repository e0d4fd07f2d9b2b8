"""The program, run in this process."""

from __future__ import annotations

import pytest

from crossregime.cli import main


@pytest.fixture
def run(capsys):
    """Run the program and give its exit code, output and messages."""

    def go(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return go
