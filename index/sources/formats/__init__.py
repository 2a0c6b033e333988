"""A reader for each format of articles."""
