"""One module a released form of the data file."""
