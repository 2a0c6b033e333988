"""From places with articles to a generation on disk."""
