"""The ASGI entry: ``streamlit run streamlit_app.py`` serves the app and our routes beside it."""

from pathlib import Path

import streamlit as st

import respite_finder.app
from respite_finder.web.assets import asset_routes
from respite_finder.web.middleware import page_middleware

MAIN = Path(respite_finder.app.__file__).with_name("main.py")

BASE = st.get_option("server.baseUrlPath")

app = st.App(str(MAIN), routes=asset_routes(BASE), middleware=page_middleware(BASE))
