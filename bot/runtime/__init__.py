"""The process: the application, polling and webhook, health, the terminal."""
