"""Rows of other people's tables, CSV or Excel: whatever they hold, a row or a sentence."""
