"""Parts of pages, as functions."""
