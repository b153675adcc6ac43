"""Which scoring this is."""

SCORING_VERSION = 3
"""Raised by every release that scores the same input otherwise, so that what was stored is scored anew."""
