"""The words of sitrep as frozen dataclasses: no I/O, no third party, no logic beyond their own shape."""
