"""Words, sentences, dates and numbers in text."""
