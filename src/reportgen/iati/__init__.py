"""IATI activity files become workspaces, and a projected report becomes an IATI activity file."""
