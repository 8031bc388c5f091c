"""The models that travel with the package: text in, vectors and scores out. Knows no step of the flow."""
