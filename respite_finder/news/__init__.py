"""News of the dataset: what changed, record by record and day by day, as anybody may see it."""

from respite_finder.news.atom import MOST, Feed, atom_feed
from respite_finder.news.events import Event, Kind, made_news
from respite_finder.news.groups import Group, group_words, grouped
from respite_finder.news.parts import PARTS, Part, part_of
from respite_finder.news.published import published_news, since_day
from respite_finder.news.words import (
    kind_words,
    label_words,
    part_words,
    parts_phrase,
    sentences,
    since_words,
)

__all__ = [
    "MOST",
    "PARTS",
    "Event",
    "Feed",
    "Group",
    "Kind",
    "Part",
    "atom_feed",
    "group_words",
    "grouped",
    "kind_words",
    "label_words",
    "made_news",
    "part_of",
    "part_words",
    "parts_phrase",
    "published_news",
    "sentences",
    "since_day",
    "since_words",
]
