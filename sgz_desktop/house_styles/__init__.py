"""Reading, checking and numbering of a house style's files."""
