"""Which sentence answers, which words in it, and how surely."""
