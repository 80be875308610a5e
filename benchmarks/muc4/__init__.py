"""MUC-4: the reports, the answer keys, and incident templates made from what sitrep reads in a report."""
