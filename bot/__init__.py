"""The Telegram bot, and the same conversation in a terminal."""
