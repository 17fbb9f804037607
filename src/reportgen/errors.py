"""What stops a run becomes one sentence for a person: what, where, and the next step."""


class ReportgenError(Exception):
    """The base of every error that this package raises on purpose; its text is meant for users."""


class WorkspaceError(ReportgenError):
    """The workspace cannot be read at all: no such folder, or a path that leaves it."""


class FindingsError(ReportgenError):
    """Findings of severity error stand in the way of a build; `findings` holds all of them."""

    def __init__(self, message: str, findings: tuple[object, ...] = ()) -> None:
        super().__init__(message)
        self.findings = findings


class TemplateError(ReportgenError):
    """A shipped or an operator's template failed: an unknown name, or a syntax error."""


class VocabularyError(ReportgenError):
    """A template used an element that the document tree has no meaning for."""


class FactError(ReportgenError):
    """A reference to a fact is malformed, or names nothing; `nearest` lists names that exist."""

    def __init__(self, message: str, nearest: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.nearest = nearest


class ThemeError(ReportgenError):
    """A theme file or an override holds an impossible value."""


class LimitError(ReportgenError):
    """An input is larger, deeper or slower than the caps of `reportgen.limits` allow."""


class MachineError(ReportgenError):
    """Something that the work needs is missing on this machine; the text names the command that mends it."""


class LockedError(ReportgenError):
    """Another build of the same workspace is under way."""


class InternalError(ReportgenError):
    """What was made breaks a promise of this program: a fault of the program, never of the inputs."""
