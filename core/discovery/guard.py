"""Run a plugin's code safely: its exceptions become PluginErrors, and its output is kept apart."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from crossregime.core.discovery.causes import brief, said
from crossregime.core.errors import CrossregimeError, PluginError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from crossregime.core.discovery.installed import Plugin


@dataclass(slots=True)
class Stage:
    """The current step with a plugin, for messages about a failure."""

    doing: str


@contextmanager
def watched(plugin: Plugin) -> Iterator[Stage]:
    """Turn any exception of a plugin into a PluginError, and redirect its output to standard error.

    What a plugin raises may be anything, KeyboardInterrupt and GeneratorExit too: all are its own fault but a press of
    Ctrl-C, which is passed on.
    """
    stage = Stage("it can't be imported")
    with _interrupts() as pressed, _output_beside():
        try:
            yield stage
        except PluginError:
            raise
        except CrossregimeError as error:
            cause = f"{stage.doing}: {brief(error.what)}" + (f" ({brief(error.where)})" if error.where else "")
            raise plugin.error(cause, do=error.do, matches=error.matches, faults=error.faults) from error
        except BaseException as error:
            if pressed:
                raise
            raise plugin.error(f"{stage.doing}: {_told(error, plugin)}") from error


@contextmanager
def limited(plugin: Plugin, seconds: float) -> Iterator[None]:
    """Stop a plugin's code with a PluginError after a number of seconds, where the system can (not on Windows)."""
    import signal
    import threading

    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001  # as signals call it
        raise plugin.error(f"it had not ended after {seconds:g} seconds")

    usual = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, usual)


@contextmanager
def _interrupts() -> Iterator[list[bool]]:
    """Note each press of Ctrl-C; only the main thread receives them."""
    import signal
    import threading

    pressed: list[bool] = []
    usual = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(usual):
        yield pressed
        return

    def note(number: int, frame: FrameType | None) -> None:
        pressed.append(True)
        usual(number, frame)

    signal.signal(signal.SIGINT, note)
    try:
        yield pressed
    finally:
        signal.signal(signal.SIGINT, usual)


@contextmanager
def _output_beside() -> Iterator[None]:
    """Redirect to standard error anything written meanwhile, by any route: standard output is the program's own."""
    for stream in (sys.stdout, sys.__stdout__):
        if stream is not None:
            stream.flush()
    try:
        kept = os.dup(1)
    except OSError:  # the output is closed, and nothing can reach it
        with redirect_stdout(sys.stderr):
            yield
        return
    try:
        try:
            os.dup2(2, 1)
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        with redirect_stdout(sys.stderr):
            yield
    finally:
        if sys.__stdout__ is not None:
            sys.__stdout__.flush()
        os.dup2(kept, 1)
        os.close(kept)


def _told(error: BaseException, plugin: Plugin) -> str:
    """Describe an exception, with the last line of the plugin's own package in its traceback."""
    import traceback

    package = plugin.entry_point.partition(":")[0].strip().partition(".")[0]
    lines = [
        f" ({frame.f_code.co_filename}, line {line})"
        for frame, line in traceback.walk_tb(error.__traceback__)
        if str(frame.f_globals.get("__name__", "")).partition(".")[0] == package
    ]
    return said(error) + (lines[-1] if lines else "")
