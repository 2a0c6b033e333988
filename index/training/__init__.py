"""Training of the reader; nothing here is needed to run the bot."""
