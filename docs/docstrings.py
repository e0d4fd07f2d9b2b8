"""Make Markdown of a docstring."""

from __future__ import annotations


def fenced(text: str) -> str:
    r"""Put the examples of a docstring into fences; they are run with the docstrings, not here.

    >>> fenced("Add.\n\n>>> 1 + 1\n2").splitlines()
    ['Add.', '', '```pycon', '>>> 1 + 1', '2', '```']
    """
    lines: list[str] = []
    example = False
    for line in text.split("\n"):
        if (not example and line.startswith(">>>")) or (example and not line.strip()):
            lines.append("```" if example else "```pycon")
            example = not example
        lines.append(line)
    return "\n".join([*lines, "```"] if example else lines)
