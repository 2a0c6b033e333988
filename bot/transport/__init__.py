"""Updates in and messages out, each once."""
