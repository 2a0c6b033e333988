"""Figures and events across reports."""
