"""A function becomes work in a child process that can be killed: no input can hang or abort the program.

Some libraries end the whole process on bad input (Pango by SIGTRAP, libyaml by SIGSEGV); others never return.
A child takes that upon itself. Where this process has one Python thread the child is forked: arguments need
no pickling, what is imported stays imported, and it costs 5 ms. With more threads a fork could inherit a lock
that nobody opens, so a fork server is asked, which costs as much plus the import of the function's module and
of the main module.
"""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import multiprocessing
import pickle
import resource
import signal
import threading
import time
import traceback
import warnings
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, TypeVar, cast

from reportgen.errors import LimitError
from reportgen.limits import CHILD_MEMORY, CHILD_SECONDS

T = TypeVar("T")
_DONE, _RAISED, _MEMORY = "done", "raised", "memory"


def run_in_child(
    function: Callable[..., T],
    *args: object,
    seconds: float = CHILD_SECONDS,
    memory: int = CHILD_MEMORY,
    what: str = "This step",
) -> T:
    """Return ``function(*args)``, computed in a child process.

    What the function raises is raised here, with the child's traceback as a note. `LimitError` is raised when
    it needs more than `seconds` of wall time or `memory` bytes beyond what it starts with, or is ended by a
    signal; `what` begins the sentence that says so. Result and exceptions are pickled; so is the rest where
    there are threads.
    """
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = _process(function, (sender, function, args, seconds, memory))
    try:
        with warnings.catch_warnings():
            # Python 3.12 warns of C libraries' threads too; those that we load (OpenBLAS) see to forks
            # themselves.
            warnings.simplefilter("ignore", DeprecationWarning)
            process.start()
        # Only the child may hold the writing end: when it dies, reading ends.
        sender.close()
        answer = _answer(receiver, time.monotonic() + seconds)
        if answer is None:
            raise LimitError(f"{what} took longer than {seconds:g} seconds and was stopped.")
        if not answer:
            process.join(5)
            raise LimitError(_cause(what, process.exitcode, seconds))
    finally:
        receiver.close()
        sender.close()
        _end(process)
    kind, value = pickle.loads(answer)
    if kind == _MEMORY:
        raise LimitError(f"{what} needed more than {memory / 2**20:,.0f} MB of memory and was stopped.")
    if kind == _RAISED:
        raise value
    return cast("T", value)


def _process(function: Callable[..., object], args: tuple[object, ...]) -> BaseProcess:
    if threading.active_count() == 1:
        return multiprocessing.get_context("fork").Process(target=_child, args=args)
    context = multiprocessing.get_context("forkserver")
    # The server imports this once, when it starts, so that not every child has to.
    context.set_forkserver_preload(["__main__", __name__, function.__module__])
    return context.Process(target=_child, args=args)


def _answer(receiver: Connection, deadline: float) -> bytes | None:
    """Return what the child sent; nothing where it died, None where it is late."""
    try:
        if not receiver.poll(max(deadline - time.monotonic(), 0)):
            return None
        return receiver.recv_bytes()
    except (EOFError, OSError):
        return b""


def _cause(what: str, code: int | None, seconds: float) -> str:
    number = -(code or 0)
    if number == signal.SIGXCPU:
        return f"{what} took longer than {seconds:g} seconds and was stopped."
    if number == signal.SIGKILL:
        return f"{what} was stopped by the system, probably because the machine ran out of memory."
    if number > 0:
        with contextlib.suppress(ValueError):
            return f"{what} ended in a crash of a library ({signal.Signals(number).name}); its input is broken."
    return f"{what} ended without a result (exit code {code})."


def _end(process: BaseProcess) -> None:
    # A process that never started has nothing to end.
    if process.pid is None:
        return
    if process.is_alive():
        process.join(0.05)
    if process.is_alive():
        process.kill()
    process.join()
    process.close()


def _child(
    sender: Connection, function: Callable[..., object], args: tuple[Any, ...], seconds: float, memory: int
) -> None:
    """Run in the child: compute, and send what came of it."""
    # Ctrl+C reaches the whole group of processes; the parent answers it, and kills this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A crash is told in one sentence, not in a list of stack frames.
    faulthandler.disable()
    _limit(seconds, memory)
    # Nearly all that a report is made of lives to the end: looking every 700 objects for what could go (Python's
    # default) finds nothing, and took two fifths of the time of a check.
    gc.set_threshold(500_000, 50, 100)
    try:
        message = pickle.dumps((_DONE, function(*args)), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        message = pickle.dumps((_MEMORY, None))
    except BaseException as error:
        message = _pickled(error)
    with contextlib.suppress(BrokenPipeError):
        sender.send_bytes(message)
    sender.close()


def _limit(seconds: float, memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    _lower(resource.RLIMIT_AS, pages * resource.getpagesize() + memory)
    # Should the parent be killed, nobody watches the clock; processor time ends the orphan. Eight threads may
    # share it.
    _lower(resource.RLIMIT_CPU, int(seconds * 8) + 5)


def _lower(limit: int, value: int) -> None:
    _, hard = resource.getrlimit(limit)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(limit, (value, hard))


def _pickled(error: BaseException) -> bytes:
    trace = "".join(traceback.format_exception(error))
    with contextlib.suppress(Exception):
        error.__traceback__ = error.__cause__ = error.__context__ = None
        error.add_note(f"In the child process:\n{trace}")
        message = pickle.dumps((_RAISED, error))
        pickle.loads(message)
        return message
    return pickle.dumps((_RAISED, RuntimeError(f"In the child process:\n{trace}")))
