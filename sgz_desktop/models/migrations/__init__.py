"""The migrations of the data file; they import nothing of the project, which will have moved on."""
