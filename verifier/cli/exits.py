"""Exit codes, the same for every command."""

EXIT_CLEAN = 0
#: Findings at or above --fail-on.
EXIT_FINDINGS = 1
#: The job could not be done: usage, configuration, unreadable input.
EXIT_ERROR = 2
#: Interrupted, or our own network is down.
EXIT_INCOMPLETE = 3
