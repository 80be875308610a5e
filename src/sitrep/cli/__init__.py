"""The command line: a thin skin on the library. One command is one public function, with the same words.

Exit codes: 0 done; 1 nothing could be read; 2 wrong usage; 74 a file could not be read or written.
"""

from sitrep.cli.app import main

__all__ = ["main"]
