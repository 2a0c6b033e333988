"""Generations and tables on disk."""
