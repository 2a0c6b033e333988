"""One question through an open index, and what else is asked of it."""
