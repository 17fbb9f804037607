from __future__ import annotations

import gc
import math
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen.child import run_in_child
from reportgen.errors import FactError, FindingsError, LimitError


@pytest.fixture(params=["fork", "fork server"])
def threads(request: pytest.FixtureRequest) -> Iterator[None]:
    """Both ways of making a child: with one thread, and with several."""
    done = threading.Event()
    if request.param == "fork server":
        thread = threading.Thread(target=done.wait)
        thread.start()
        yield
        done.set()
        thread.join()
    else:
        yield


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def large(count: int) -> bytes:
    return b"x" * count


def sleep(marker: Path) -> None:
    marker.write_text(str(os.getpid()))
    time.sleep(60)


def swallow(count: int) -> int:
    return len(bytearray(count))


def fact() -> None:
    raise FactError("There is no fact “x”.", ("y",))


def findings() -> None:
    raise FindingsError("Two errors.", (1, 2))


def bug() -> None:
    raise KeyError("oops")


class Odd(Exception):
    def __init__(self, one: str, two: str) -> None:
        super().__init__(one + two)


def odd() -> None:
    raise Odd("a", "b")


def unpicklable() -> object:
    return lambda: 1


def leave() -> None:
    os._exit(3)


@pytest.mark.usefixtures("threads")
def test_a_result_comes_back():
    assert run_in_child(math.hypot, 3, 4) == 5


@pytest.mark.usefixtures("threads")
def test_a_large_result_comes_back():
    assert len(run_in_child(large, 50_000_000)) == 50_000_000


@pytest.mark.usefixtures("threads")
def test_an_error_of_this_package_comes_back_whole():
    with pytest.raises(FactError, match="no fact") as caught:
        run_in_child(fact)
    assert caught.value.nearest == ("y",)
    with pytest.raises(FindingsError) as other:
        run_in_child(findings)
    assert other.value.findings == (1, 2)


def test_the_child_seldom_looks_for_garbage_and_this_process_as_it_did():
    before = gc.get_threshold()
    assert run_in_child(gc.get_threshold)[0] > 10_000
    assert gc.get_threshold() == before


def test_a_bug_comes_back_with_its_traceback():
    with pytest.raises(KeyError, match="oops") as caught:
        run_in_child(bug)
    assert "in bug" in caught.value.__notes__[0]


def test_an_error_that_cannot_be_pickled_comes_back_as_text():
    with pytest.raises(RuntimeError, match="Odd: ab"):
        run_in_child(odd)
    with pytest.raises(Exception, match="pickle"):
        run_in_child(unpicklable)


@pytest.mark.usefixtures("threads")
def test_work_that_does_not_end_is_killed_in_time(tmp_path: Path):
    start = time.monotonic()
    with pytest.raises(LimitError, match=r"^Reading norlund took longer than 3 seconds and was stopped\.$"):
        run_in_child(sleep, tmp_path / "pid", seconds=3, what="Reading norlund")
    assert time.monotonic() - start < 8
    assert not alive(int((tmp_path / "pid").read_text()))


@pytest.mark.usefixtures("threads")
def test_work_that_needs_too_much_memory_is_stopped():
    with pytest.raises(LimitError, match=r"^This step needed more than 100 MB of memory and was stopped\.$"):
        run_in_child(swallow, 10**9, memory=100 * 2**20)
    assert run_in_child(swallow, 10**8, memory=200 * 2**20) == 10**8


@pytest.mark.parametrize("number", [signal.SIGABRT, signal.SIGSEGV, signal.SIGTRAP])
def test_a_library_that_aborts_does_not_take_the_program_along(number: signal.Signals):
    with pytest.raises(LimitError, match=f"ended in a crash of a library \\({number.name}\\)"):
        run_in_child(signal.raise_signal, number)


def test_a_child_killed_from_outside_says_so():
    with pytest.raises(LimitError, match="stopped by the system"):
        run_in_child(signal.raise_signal, signal.SIGKILL)


def test_a_child_that_leaves_without_a_word_says_so():
    with pytest.raises(LimitError, match="exit code 3"):
        run_in_child(leave)


def test_a_child_costs_little():
    times: list[float] = []
    for _ in range(5):
        start = time.perf_counter()
        run_in_child(math.sqrt, 4)
        times.append(time.perf_counter() - start)
    # 4 to 6 ms on two cores; a tenth of a second allows for a busy machine.
    assert min(times) < 0.1
