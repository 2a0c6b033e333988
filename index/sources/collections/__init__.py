"""A reader for each format of which one file holds many articles."""
