"""Storage: rows stay here, domain values leave."""
