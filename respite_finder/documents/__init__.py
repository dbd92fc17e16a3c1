"""The documents that are generated from the data and its schema: dictionary and quality report."""
