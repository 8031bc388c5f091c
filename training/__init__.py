"""Programs that make what the package ships: the reader's network, the weights of the alignment."""
