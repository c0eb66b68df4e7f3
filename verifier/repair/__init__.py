"""Repair: the smallest edits that give a document working addresses and archived copies."""
