"""Where the quads live: a folder on disk, or an endpoint."""

from diplograph.store.after import After
from diplograph.store.embedded import EmbeddedStore
from diplograph.store.folder import FORMAT, MARKER
from diplograph.store.namespaces import PREFIXES, bind_prefixes
from diplograph.store.protocol import AUTHORITY, IMPORTS, INFERRED, Changes, Described, Lookup, Quad, Store, Triple

__all__ = [
    "AUTHORITY",
    "FORMAT",
    "IMPORTS",
    "INFERRED",
    "MARKER",
    "PREFIXES",
    "After",
    "Changes",
    "Described",
    "EmbeddedStore",
    "Lookup",
    "Quad",
    "Store",
    "Triple",
    "bind_prefixes",
]
