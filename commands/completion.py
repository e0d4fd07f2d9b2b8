"""completion: write what a shell needs to complete commands, options, regimes, judgements and councils."""

from __future__ import annotations

from crossregime.commands.assembled import assembled_parser
from crossregime.commands.candidates import FILES, FOLDERS, LISTS, candidates
from crossregime.commands.parser import usage_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from crossregime.commands.output import Output
    from crossregime.commands.parser import Parser

SHELLS = ("bash", "zsh", "fish")
JOINED = """
# bash parts words at : = and @, which stand inside a selector: they are joined here, and what is on the line already is
# taken off what is offered.
_crossregime_joined() {
  local whole prefix
  local -a COMP_WORDS
  read -r -a COMP_WORDS <<< "${COMP_LINE:0:COMP_POINT}"
  case "${COMP_LINE:0:COMP_POINT}" in *[[:space:]]) COMP_WORDS+=("") ;; esac
  local COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  whole="${COMP_WORDS[COMP_CWORD]}"
  if [[ $whole == --*=* ]]; then # --option=value
    COMP_WORDS[COMP_CWORD]="${whole%%=*}"
    COMP_WORDS+=("${whole#*=}")
    COMP_CWORD=$((COMP_CWORD + 1))
    whole="${whole#*=}"
  fi
  _shtab_crossregime
  case "$2" in :|=|@) prefix="$whole" ;; *) prefix="${whole%"$2"}" ;; esac
  COMPREPLY=("${COMPREPLY[@]#"$prefix"}")
}
complete -o default -o bashdefault -F _crossregime_joined crossregime
"""
"""What bash needs beside shtab's function."""
FUNCTIONS = {
    "bash": '_crossregime_{name}() {{\n  compgen -W "{words}" -- "$1"\n}}',
    "zsh": "_crossregime_{name}() {{\n  [[ $PREFIX == [./~]* ]] && _files && return\n  compadd -- {words}\n}}",
    "fish": (
        "function _crossregime_{name}\n  printf '%s\\n' {words}\n"
        "  string match -qr '^[./~]' -- (commandline -ct); and __fish_complete_path (commandline -ct)\nend"
    ),
}
"""The function of each shell that offers a list; a word that begins as a path does is completed as one."""


def describe(parser: Parser) -> None:
    """Add the arguments."""
    parser.usage = "%(prog)s bash|zsh|fish"
    parser.description = (
        "Write the script with which a shell completes commands, options, regimes, judgements, grades and councils. Put"
        " it where the shell looks for such scripts, and write it anew when you have installed a plugin. Needs the"
        " extra `completion`."
    )
    parser.examples = (
        "crossregime completion bash > ~/.crossregime.bash  # source it in ~/.bashrc",
        "crossregime completion zsh > ~/.zfunc/_crossregime  # a folder of fpath",
        "crossregime completion fish > ~/.config/fish/completions/crossregime.fish",
    )
    parser.group("which shell").add_argument("shell", metavar="SHELL", help="bash, zsh or fish")
    parser.set_defaults(forms=("text",), format=None, output=None, force=False)


def run(options: Namespace, output: Output) -> int:
    """Write the script."""
    from crossregime.core.arguments import check_choice

    check_choice(options.shell, SHELLS, f"there is no completion for '{options.shell}'")
    text = script(options.shell)
    output.show_text({"text": lambda: text})
    return 0


def script(shell: str) -> str:
    """Write the script for a shell, from one parser of the whole program."""
    try:
        import shtab
    except ImportError:
        raise usage_error(
            "completion needs the package shtab, which is not installed", do='pip install "crossregime[completion]"'
        ) from None
    parser, commands = assembled_parser()
    lists: set[str] = set()
    for command, each in commands.items():
        for argument in each.arguments:
            found = candidates(command, each, argument)
            if found == FILES:
                argument.complete = shtab.FILE  # type: ignore[attr-defined]  # where shtab looks
            elif found == FOLDERS:
                argument.complete = shtab.DIRECTORY  # type: ignore[attr-defined]  # the same
            elif isinstance(found, str):
                lists.add(found)
                called = f"_crossregime_{found}"
                argument.complete = {"bash": called, "zsh": called, "fish": f"({called})"}  # type: ignore[attr-defined]  # the same
            elif found is not None:
                argument.choices = tuple(found)
    functions = "\n".join(FUNCTIONS[shell].format(name=name, words=" ".join(LISTS[name]())) for name in sorted(lists))
    written = shtab.complete(parser, shell, preamble=functions)
    return f"{written.rstrip()}\n{JOINED if shell == 'bash' else ''}"
