"""Many people at once: a table of ZIP codes in, the nearest places of each row out.

Nothing of the table is kept but row numbers, ZIP codes and needs, and nothing touches the disk.
"""

from respite_finder.batch.nearest import MOST_NEAREST, Nearest, nearest
from respite_finder.batch.people import Asked, Fault, People, Trouble
from respite_finder.batch.read import LARGEST_ROWS, read_people

__all__ = (
    "LARGEST_ROWS",
    "MOST_NEAREST",
    "Asked",
    "Fault",
    "Nearest",
    "People",
    "Trouble",
    "nearest",
    "read_people",
)
