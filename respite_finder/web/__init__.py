"""Routes of our own beside the app: the map's scripts and outlines, served by ourselves."""
