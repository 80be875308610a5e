"""Builds the engine's weights from the annotated corpora. Not part of the installed package."""
