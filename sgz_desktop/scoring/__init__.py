"""The standard as code: pure functions on domain values. No files, no clock, no locale."""
