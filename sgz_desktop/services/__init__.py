"""What the program can do, in the user's verbs. No Qt: window, command line and tests call the same."""
