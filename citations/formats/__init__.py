"""The registry of readers: one file a format, one line here.

A reader is ``read(data: bytes, source: str) -> Document``. It decodes, finds the blocks,
and lifts the citations and notes that the format itself marks up. It neither opens files
nor touches the network, and raises ``UnreadableSource`` with one clear line.
"""
