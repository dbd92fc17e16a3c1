"""The ASGI entry: ``streamlit run streamlit_app.py`` serves the app and our routes beside it."""

from pathlib import Path

import streamlit as st

import respite_finder.app
from respite_finder.app.upload_answers import keep_upload_answers
from respite_finder.web.assets import asset_routes
from respite_finder.web.feed import feed_routes
from respite_finder.web.limits import keep_in_memory, take_long_links
from respite_finder.web.middleware import page_middleware
from respite_finder.web.print_page import print_routes
from respite_finder.web.quiet import keep_visitors_out_of_logs

MAIN = Path(respite_finder.app.__file__).with_name("main.py")

BASE = st.get_option("server.baseUrlPath")

keep_visitors_out_of_logs()
keep_in_memory()
keep_upload_answers()
take_long_links()

ROUTES = [*asset_routes(BASE), *print_routes(BASE), *feed_routes(BASE)]

app = st.App(str(MAIN), routes=ROUTES, middleware=page_middleware(BASE))
