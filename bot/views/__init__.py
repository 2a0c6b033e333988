"""Messages: what a person sees."""
