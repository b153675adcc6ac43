"""Column types that mean the same in every database: decimals, moments and IDs as canonical text."""

import json
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

from sgz_desktop.domain.canonical import canonical_json, decimal_text, encode


class DecimalText(TypeDecorator[Decimal]):
    """A decimal as its canonical text: SQLite would make it a binary float."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """Text for the database."""
        return None if value is None else decimal_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        """The decimal again."""
        return None if value is None else Decimal(value)


class MomentText(TypeDecorator[datetime]):
    """A moment in UTC as ISO text with microseconds, so that text order is time order."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Text for the database."""
        return None if value is None else str(encode(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """The aware moment again."""
        return None if value is None else datetime.fromisoformat(value)


class IdsText(TypeDecorator[tuple[UUID, ...]]):
    """Several IDs as a canonical JSON list."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[UUID, ...] | None, dialect: Dialect) -> str | None:
        """Text for the database."""
        return None if value is None else canonical_json([str(each) for each in value])

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[UUID, ...] | None:
        """The IDs again."""
        return None if value is None else tuple(UUID(each) for each in json.loads(value))
