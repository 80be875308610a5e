"""Drawings of the page as SVG: they work without scripts, and every symbol is a link."""
