"""Checkpoints trained on corpora whose licence keeps them out of what ships: for comparison with published systems.

Nothing of this package reaches the installed one, and no weights it trains are ever distributed: they stay in
`training/work/`, which git ignores.
"""
