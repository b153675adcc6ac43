"""The door: no verb opens the window, a verb does one job on the command line."""

import sys
from collections.abc import Sequence
from pathlib import Path

STOPPED = 130
"""The exit code of a program that was stopped by Ctrl+C."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; returns the exit code."""
    from sgz_desktop.arguments import parse

    arguments = parse(sys.argv[1:] if argv is None else argv)
    if arguments.verb is not None:
        from sgz_desktop.cli import run

        return run(arguments)
    return open_window(arguments.data)


def open_window(data: Path | None) -> int:
    """Open the window, or without a usable display do the sample's job headless and say so."""
    from sgz_desktop.app import display_problem, run
    from sgz_desktop.arguments import default_folder

    problem = display_problem()
    if problem is None:
        return run(data or default_folder())
    from sgz_desktop.cli import demonstrate

    return demonstrate(problem)


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except KeyboardInterrupt:
        raise SystemExit(STOPPED) from None
