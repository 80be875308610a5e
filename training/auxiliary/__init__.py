"""Other corpora that the encoder can be trained on together with the frames."""
