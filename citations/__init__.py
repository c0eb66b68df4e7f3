"""What was written: documents, claims, citations, notes, references, and their store."""
