"""Names in any spelling and script."""
