"""The values everybody speaks of: frozen, exact, refused at birth when wrong. Standard library only."""
