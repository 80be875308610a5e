"""Situation → the situation report as one self-contained page."""

from sitrep.report.html import render_html

__all__ = ["render_html"]
