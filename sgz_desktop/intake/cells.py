"""One cell of a sheet: its value and what a person sees of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Value = str | Decimal | date | bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds something.

    `text` is what the person sees, roughly; `percent` says that a number is shown as one (0.8 as 80%);
    `formula` that the value is the cached result of a formula.
    """

    value: Value
    text: str
    percent: bool = False
    formula: bool = False
