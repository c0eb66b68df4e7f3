"""``python -m bench [NAME [ARGUMENTS]]``: measured comparisons, each a module with ``main``."""

from __future__ import annotations

import pkgutil
import sys
from importlib import import_module
from pathlib import Path


def main(argv: list[str]) -> int:
    """Run one benchmark, or list them."""
    names = sorted(
        found.name
        for found in pkgutil.iter_modules([str(Path(__file__).parent)])
        if not found.name.startswith("_")
    )
    if not argv:
        for name in names:
            about = (import_module(f"bench.{name}").__doc__ or "").strip().splitlines()
            print(f"{name:12} {about[0] if about else ''}")
        return 0
    if argv[0] not in names:
        print(f"bench: no {argv[0]}; there are: {', '.join(names)}", file=sys.stderr)
        return 2
    result: int = import_module(f"bench.{argv[0]}").main(argv[1:])
    return result


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
