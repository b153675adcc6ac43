"""The time budgets, measured as ratios to a bare baseline in the same run."""
