"""The station's tables: read from its workbooks, planned, taken in, shown."""
