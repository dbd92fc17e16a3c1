"""HTML of places and lines: pure functions, every value escaped, no Streamlit."""
