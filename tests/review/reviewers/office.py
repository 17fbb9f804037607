"""A draft becomes what LibreOffice makes of it: saved again, or edited by a reviewer who works in it."""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Collection
from pathlib import Path
from types import TracebackType
from typing import Any

from .edits import Edited, Step

# The interpreter with LibreOffice's bridge `uno`; a virtual environment does not have it.
PYTHON = "/usr/bin/python3"
FILTER = "MS Word 2007 XML"


class OfficeError(RuntimeError):
    """LibreOffice failed, or fell silent."""


def missing() -> str:
    """Return what keeps the office from running here, or nothing."""
    if not shutil.which("soffice"):
        return "LibreOffice"
    found = (
        os.access(PYTHON, os.X_OK) and not subprocess.run([PYTHON, "-c", "import uno"], capture_output=True).returncode
    )
    return "" if found else "python3-uno"


def resave(docx: bytes) -> bytes:
    """Return the file as LibreOffice saves it with nothing changed."""
    with tempfile.TemporaryDirectory(prefix="reviewers") as folder:
        source, target = Path(folder, "in.docx"), Path(folder, "out")
        source.write_bytes(docx)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = [
            "soffice",
            profile,
            "--headless",
            "--norestore",
            "--convert-to",
            f"docx:{FILTER}",
            "--outdir",
            target,
            source,
        ]
        done = subprocess.run(command, capture_output=True, text=True, timeout=180)
        saved = target / "in.docx"
        if not saved.exists():
            raise OfficeError(f"LibreOffice did not save the file: {done.stderr.strip() or done.stdout.strip()}")
        return saved.read_bytes()


class Office:
    """A LibreOffice that runs for as long as the block: `with Office() as office: office.edit(...)`."""

    def __init__(self, patience: float = 120) -> None:
        self.patience = patience
        self.folder = Path()
        self.process: subprocess.Popen[str] | None = None
        self.soffice = 0

    def __enter__(self) -> Office:
        self.folder = Path(tempfile.mkdtemp(prefix="reviewers"))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> subprocess.Popen[str]:
        script, profile = Path(__file__).with_name("in_office.py"), self.folder / "profile"
        self.process = subprocess.Popen(
            [PYTHON, script, profile],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.soffice = self.answer(self.process)["ready"]
        return self.process

    def stop(self) -> None:
        """End the process, and LibreOffice with it, by their own ids."""
        if self.process is None:
            return
        process, self.process = self.process, None
        assert process.stdin and process.stdout
        process.stdin.close()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()
        if self.soffice:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.soffice, signal.SIGKILL)

    def answer(self, process: subprocess.Popen[str]) -> dict[str, Any]:
        assert process.stdout
        ready, _, _ = select.select([process.stdout], [], [], self.patience)
        line = process.stdout.readline() if ready else ""
        if not line:
            self.stop()
            raise OfficeError("LibreOffice fell silent; it hangs or has crashed")
        return json.loads(line)

    def edit(
        self,
        docx: bytes,
        seed: int,
        *,
        tracked: bool,
        accept: bool,
        anchors: Collection[str],
        author: str = "Amina K.",
        kinds: Collection[str] | None = None,
        count: int | None = None,
    ) -> Edited:
        """Return the draft as a reviewer with LibreOffice sends it back; a count of 0 only saves it again."""
        process = self.process or self.start()
        assert process.stdin
        source, target = self.folder / f"{seed}.docx", self.folder / f"{seed}-out.docx"
        source.write_bytes(docx)
        request = {"source": str(source), "target": str(target), "seed": seed, "tracked": tracked, "accept": accept}
        request |= {"anchors": sorted(anchors), "author": author, "kinds": sorted(kinds or ()), "count": count}
        process.stdin.write(json.dumps(request) + "\n")
        process.stdin.flush()
        answer = self.answer(process)
        if "error" in answer:
            raise OfficeError(f"seed {seed}: {answer['error']}")
        edited = target.read_bytes()
        source.unlink()
        target.unlink()
        return Edited(edited, tuple(Step(*step) for step in answer["script"]))


def edit_in_office(
    docx: bytes,
    seed: int,
    *,
    tracked: bool,
    accept: bool,
    anchors: Collection[str],
    author: str = "Amina K.",
    kinds: Collection[str] | None = None,
    count: int | None = None,
) -> Edited:
    """Edit one document in an office of its own; many are faster in one `Office`."""
    with Office() as office:
        return office.edit(
            docx, seed, tracked=tracked, accept=accept, anchors=anchors, author=author, kinds=kinds, count=count
        )
