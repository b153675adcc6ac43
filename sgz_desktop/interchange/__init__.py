"""One JSON file carries a whole evaluation, in both directions."""
