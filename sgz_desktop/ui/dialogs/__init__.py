"""Questions the window asks, none of which blocks the program."""
