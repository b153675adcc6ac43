"""The station's tables in the window: the assistant that reads a workbook, and what its pages share."""
