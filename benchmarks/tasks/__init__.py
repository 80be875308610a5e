"""The tasks: each measures one thing on fingerprinted data and gives rows for the evaluation page."""
