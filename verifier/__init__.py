"""What is true now: visits, archived copies, sources, verdicts, schedule, command line."""

__all__ = ["__version__"]

__version__ = "0.1.0"
