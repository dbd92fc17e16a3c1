"""Pages, one script each; ``main.py`` runs the one that is open."""
