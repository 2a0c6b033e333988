"""A corpus of articles on disk, and questions answered by quotes from it."""
