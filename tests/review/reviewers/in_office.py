"""Requests on standard input become edits in a real LibreOffice; run by the interpreter that has `uno`, not by ours.

One line of JSON asks for one document, one line answers. LibreOffice runs with a profile and a pipe of its own.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import uno
import words
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

BREAK = uno.getConstantByName("com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK")
BOLD = uno.getConstantByName("com.sun.star.awt.FontWeight.BOLD")
FILTER = "MS Word 2007 XML"


def value(name, content):
    made = PropertyValue()
    made.Name, made.Value = name, content
    return made


class Program:
    """A LibreOffice process."""

    def __init__(self, profile):
        pipe = f"reviewers{os.getpid()}"
        command = [
            "soffice",
            "--headless",
            "--norestore",
            "--nologo",
            "--nodefault",
            f"-env:UserInstallation=file://{profile}",
        ]
        command.append(f"--accept=pipe,name={pipe};urp;")
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(command, start_new_session=True, **quiet)
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        self.context = None
        for _ in range(240):
            try:
                self.context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except NoConnectException:
                time.sleep(0.25)
        if self.context is None:
            raise SystemExit("LibreOffice does not answer")
        self.desktop = self.make("com.sun.star.frame.Desktop")

    def make(self, service, *arguments):
        manager = self.context.ServiceManager
        if arguments:
            return manager.createInstanceWithArgumentsAndContext(service, arguments, self.context)
        return manager.createInstanceWithContext(service, self.context)

    def call_author(self, name):
        """Write changes in this name from now on."""
        path = value("nodepath", "/org.openoffice.UserProfile/Data")
        provider = self.make("com.sun.star.configuration.ConfigurationProvider")
        data = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationUpdateAccess", (path,))
        given, _, family = name.partition(" ")
        data.setPropertyValue("givenname", given)
        data.setPropertyValue("sn", family)
        data.commitChanges()

    def dispatch(self, doc, command):
        self.make("com.sun.star.frame.DispatchHelper").executeDispatch(doc.CurrentController.Frame, command, "", 0, ())

    def load(self, path):
        doc = self.desktop.loadComponentFromURL(Path(path).as_uri(), "_blank", 0, (value("Hidden", True),))
        if doc is None:
            raise RuntimeError(f"LibreOffice cannot open {path}")
        return doc

    def end(self):
        try:
            self.desktop.terminate()
            self.process.wait(timeout=10)
        except Exception:
            pass
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)


class Review:
    """A document in which a reviewer works."""

    def __init__(self, program, doc, request):
        self.program, self.doc, self.chance = program, doc, random.Random(request["seed"])
        self.anchors = [name for name in request["anchors"] if doc.Bookmarks.hasByName(name)]
        self.busy = set()
        self.kinds = [name for name in KINDS if not request["kinds"] or name in request["kinds"]]

    def range_of(self, name):
        return self.doc.Bookmarks.getByName(name).Anchor

    def paragraph(self, name):
        """Select the paragraph at a bookmark."""
        anchor = self.range_of(name)
        cursor = anchor.Text.createTextCursorByRange(anchor.Start)
        cursor.gotoStartOfParagraph(False)
        cursor.gotoEndOfParagraph(True)
        return cursor

    def in_body(self, name):
        anchor = self.range_of(name)
        return anchor.Text == self.doc.Text and not anchor.Start.ParaStyleName.startswith("Heading")

    def in_cell(self, name):
        return self.range_of(name).TextTable is not None

    def choose(self, fits=None):
        """Return a bookmark whose paragraph has not been edited yet."""
        there = [name for name in self.anchors if self.doc.Bookmarks.hasByName(name) and name not in self.busy]
        self.chance.shuffle(there)
        for name in there:
            if (fits is None or fits(name)) and len(self.paragraph(name).String.split()) > 2:
                self.busy.add(name)
                return name
        return None

    def part(self, cursor, most):
        """Select some words of a selected paragraph."""
        text, spans, at = cursor.String, [], 0
        for word in text.split(" "):
            spans.append((at, at + len(word)))
            at += len(word) + 1
        first = self.chance.randrange(len(spans))
        last = min(len(spans) - 1, first + self.chance.randint(0, most - 1))
        found = cursor.Text.createTextCursorByRange(cursor.Start)
        found.goRight(spans[first][0], False)
        found.goRight(spans[last][1] - spans[first][0], True)
        return found

    def run(self, wanted):
        script = []
        for _ in range(wanted * 6):
            if len(script) == wanted:
                break
            kind = self.chance.choice(self.kinds)
            if (step := KINDS[kind](self)) is not None:
                script.append([kind, *step])
        return script

    def new_text(self, least=5, most=18, shared=()):
        return words.sentence(self.chance, least, most, shared)


def insert_words(review):
    if (name := review.choose()) is None:
        return None
    place, text = review.part(review.paragraph(name), 1), " ".join(words.some(review.chance, 1, 6)) + " "
    place.Text.insertString(place.Start, text, False)
    return name, "", text


def delete_words(review):
    if (name := review.choose()) is None:
        return None
    part = review.part(review.paragraph(name), 5)
    was, part.String = part.String, ""
    return name, was, ""


def replace_word(review):
    if (name := review.choose()) is None:
        return None
    part, text = review.part(review.paragraph(name), 2), " ".join(words.some(review.chance, 1, 3, 0.25))
    was, part.String = part.String, text
    return name, was, text


def retype(review):
    if (name := review.choose()) is None:
        return None
    cursor = review.paragraph(name)
    was = cursor.String
    text = review.new_text(shared=was.split() if review.chance.random() < 0.5 else ())
    cursor.String = text
    return name, was, text


def split(review):
    if (name := review.choose(review.in_body)) is None:
        return None
    cursor = review.paragraph(name)
    was, place = cursor.String, review.part(cursor, 1)
    place.Text.insertControlCharacter(place.Start, BREAK, False)
    return name, was, "¶"


def merge(review):
    if (name := review.choose(review.in_body)) is None:
        return None
    cursor = review.paragraph(name)
    was = cursor.String
    cursor.collapseToEnd()
    following = cursor.Text.createTextCursorByRange(cursor.Start)
    if not following.gotoNextParagraph(False) or following.TextTable is not None or near_table(review, cursor):
        return None
    cursor.goRight(1, True)
    cursor.String = " "
    return name, was, "merged with the next"


def near_table(review, cursor):
    """Return whether the next thing in the text is no paragraph."""
    looked = cursor.Text.createTextCursorByRange(cursor.End)
    if not looked.goRight(1, False):
        return True
    return looked.TextTable is not None or looked.ParaStyleName.startswith(("Heading", "Caption"))


def delete_paragraph(review):
    if (name := review.choose(review.in_body)) is None or near_table(review, review.paragraph(name)):
        return None
    cursor = review.paragraph(name)
    was = cursor.String
    cursor.goRight(1, True)
    cursor.String = ""
    return name, was, ""


def insert_paragraph(review):
    if (name := review.choose(review.in_body)) is None:
        return None
    cursor = review.paragraph(name)
    shared = cursor.String.split() if review.chance.random() < 0.4 else ()
    end, text = cursor.Text.createTextCursorByRange(cursor.End), review.new_text(shared=shared)
    if review.chance.random() < 0.5:
        end.Text.insertControlCharacter(end, BREAK, False)
        end.Text.insertString(end, text, False)
    else:
        start = cursor.Text.createTextCursorByRange(cursor.Start)
        start.Text.insertString(start, text, False)
        start.Text.insertControlCharacter(start, BREAK, False)
    return name, "", text


def move(review):
    """Cut a paragraph and paste it before another one."""
    name, target = review.choose(review.in_body), review.choose(review.in_body)
    if name is None or target is None or near_table(review, review.paragraph(name)):
        return None
    view, cursor = review.doc.CurrentController.ViewCursor, review.paragraph(name)
    was = cursor.String
    cursor.goRight(1, True)
    view.gotoRange(cursor, False)
    taken = review.doc.CurrentController.getTransferable()
    cursor.String = ""
    view.gotoRange(review.paragraph(target).Start, False)
    review.doc.CurrentController.insertTransferable(taken)
    return name, was, f"before {target}"


def bold(review):
    if (name := review.choose()) is None:
        return None
    part = review.part(review.paragraph(name), 4)
    part.CharWeight = BOLD
    return name, part.String, "bold"


def comment(review):
    if (name := review.choose()) is None:
        return None
    note, text = review.doc.createInstance("com.sun.star.text.textfield.Annotation"), review.new_text(3, 9)
    note.Content, note.Author = text, "Amina K."
    part = review.part(review.paragraph(name), 2)
    was = part.String
    part.Text.insertTextContent(part, note, True)
    return name, was, text


def table_row(review):
    """Insert a row below, or delete one, by the commands of the menu, which are tracked."""
    if (name := review.choose(review.in_cell)) is None:
        return None
    anchor = review.range_of(name)
    was, view = review.paragraph(name).String, review.doc.CurrentController.ViewCursor
    view.gotoRange(anchor.Start, False)
    if review.chance.random() < 0.4:
        review.program.dispatch(review.doc, ".uno:DeleteRows")
        return name, was, ""
    table, row = anchor.TextTable, int("".join(filter(str.isdigit, anchor.Cell.CellName)))
    review.program.dispatch(review.doc, ".uno:InsertRowsAfter")
    texts = []
    for column in range(table.Columns.Count):
        texts.append(" ".join(words.some(review.chance, 1, 3, 0.2)))
        cell = table.getCellByPosition(column, row)
        cell.Text.insertString(cell.Text.createTextCursor(), texts[-1], False)
    return name, was, " | ".join(texts)


KINDS = {
    "insert-words": insert_words,
    "delete-words": delete_words,
    "replace-word": replace_word,
    "retype": retype,
    "split": split,
    "merge": merge,
    "delete-paragraph": delete_paragraph,
    "insert-paragraph": insert_paragraph,
    "move": move,
    "format": bold,
    "comment": comment,
    "table-row": table_row,
}


def edit(program, request):
    program.call_author(request["author"])
    doc = program.load(request["source"])
    try:
        if len(doc.RedlineProtectionKey):
            # A draft that enforces tracking keeps it on until the key is taken away.
            doc.RedlineProtectionKey = ()
        doc.RecordChanges = request["tracked"]
        chance = random.Random(request["seed"] + 1)
        script = Review(program, doc, request).run(
            request["count"] if request["count"] is not None else chance.choice((1, 1, 2, 2, 3, 4, 5, 6))
        )
        if request["accept"]:
            doc.RecordChanges = False
            program.dispatch(doc, ".uno:AcceptAllTrackedChanges")
        doc.storeToURL(Path(request["target"]).as_uri(), (value("FilterName", FILTER),))
        return script
    finally:
        doc.close(True)


def main():
    program = Program(sys.argv[1])
    try:
        print(json.dumps({"ready": program.process.pid}), flush=True)
        for line in sys.stdin:
            try:
                answer = {"script": edit(program, json.loads(line))}
            except Exception as error:
                answer = {"error": repr(error)}
            print(json.dumps(answer), flush=True)
    finally:
        program.end()


if __name__ == "__main__":
    main()
