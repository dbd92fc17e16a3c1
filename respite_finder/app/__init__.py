"""The pages, the only importer of Streamlit: ``main.py`` is the script, ``views`` the pages."""
