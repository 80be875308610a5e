"""Measures sitrep on the corpora and writes docs/evaluation.md; see __main__."""
