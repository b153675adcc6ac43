"""SGZ Desktop: scores and reports the evaluation of a social work station, without a network."""

__version__ = "0.1.0"
