"""Weights of the resolvers, fitted on the training documents: `python -m training.resolvers places|measures|numbers`."""
