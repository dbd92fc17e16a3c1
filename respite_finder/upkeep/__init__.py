"""Keeping the dataset true: what to check next, and what a check found."""
