"""The report of one evaluation, composed from its data, its result and a house style."""
