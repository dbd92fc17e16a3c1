"""For maintainers only: what comes in, from files and geocoders. The only room with network."""
