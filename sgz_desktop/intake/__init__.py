"""Workbooks that other people made in: bytes to plain values and problems, each with its place."""
