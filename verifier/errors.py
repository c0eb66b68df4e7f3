"""Every error this package raises.

    VerifierError
    ├── BadConfig        a setting is unknown or cannot be used
    ├── BadInput         what was typed leads to no document
    ├── BadOutput        a report cannot be written where it should go
    ├── BadRecording     a WARC cannot be read, or cannot be written
    ├── ArchiveError     an archive answered in a way we do not understand, or not at all
    ├── JudgeError       a judge cannot work: its model, its server, its budget
    └── Interrupted      the run was cut short; what was done is stored

A dead link is an answer, not an error: it travels as a ``Check``.
A message is one line to a person: the place, the problem, the way out.
"""

__all__ = [
    "ArchiveError",
    "BadConfig",
    "BadInput",
    "BadOutput",
    "BadRecording",
    "Interrupted",
    "JudgeError",
    "VerifierError",
]


class VerifierError(Exception):
    """Something verifier was asked to do cannot be done."""


class BadConfig(VerifierError):
    """A setting is unknown, or its value cannot be used."""


class BadInput(VerifierError):
    """What was typed leads to no document that can be opened."""


class BadOutput(VerifierError):
    """A report cannot be written where it should go."""


class BadRecording(VerifierError):
    """A recording of the web (WARC) cannot be read or written."""


class ArchiveError(VerifierError):
    """A web archive answered in a way we do not understand, or not at all."""


class JudgeError(VerifierError):
    """A judge cannot work: its model, its server or its budget."""


class Interrupted(VerifierError):
    """The run was cut short; what was done by then is stored."""
