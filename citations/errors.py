"""Every error this package raises.

    CitationsError
    ├── UnreadableSource      the bytes cannot become a document
    │   ├── UnknownFormat     no reader is registered for them
    │   └── NothingToCheck    a whole file in which nothing is cited: in a folder it is skipped
    └── StoreError            the store cannot do its job
        ├── StoreLocked       another process holds it
        ├── StoreFull         the disk, or its quota, is full
        ├── StoreForeign      the file is not a store of ours
        ├── StoreDamaged      its file is harmed
        └── StoreNewer        a later version wrote it

A message is one line to a person: the place, the problem, the way out.
"""

__all__ = [
    "CitationsError",
    "NothingToCheck",
    "StoreDamaged",
    "StoreError",
    "StoreForeign",
    "StoreFull",
    "StoreLocked",
    "StoreNewer",
    "UnknownFormat",
    "UnreadableSource",
]


class CitationsError(Exception):
    """Something this package was asked to do cannot be done."""


class UnreadableSource(CitationsError):
    """The bytes cannot be read as a document."""


class UnknownFormat(UnreadableSource):
    """No reader is registered for this kind of document."""


class NothingToCheck(UnreadableSource):
    """The file is sound, but nothing in it is known for a claim, a source or an address."""


class StoreError(CitationsError):
    """The citation store cannot do its job."""


class StoreLocked(StoreError):
    """Another process holds the store."""


class StoreFull(StoreError):
    """There is no room left where the store lies."""


class StoreForeign(StoreError):
    """The database exists, but it is not a citation store."""


class StoreDamaged(StoreError):
    """The store's file is harmed; a backup is needed."""


class StoreNewer(StoreError):
    """A later version of verifier wrote this store."""
