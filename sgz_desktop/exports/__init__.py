"""Ink out: a report's tree becomes PDF or workbook bytes."""
