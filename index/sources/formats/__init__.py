"""A reader for each format of which one file is one article."""
