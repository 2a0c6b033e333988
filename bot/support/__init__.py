"""Settings, logs, metrics, threads, languages."""
