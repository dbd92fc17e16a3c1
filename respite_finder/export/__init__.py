"""The forms in which places leave. ``gate.publishable`` decides what may; a file a format."""

from respite_finder.export.gate import publishable, records
from respite_finder.export.geojson import feature_collection

__all__ = ["feature_collection", "publishable", "records"]
