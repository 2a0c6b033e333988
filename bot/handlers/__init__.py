"""What the bot reacts to."""
