"""``python -m respite_finder``: the command line."""

from respite_finder.cli import main

main()
