"""One module per benchmark: what is predicted, and what counts as right."""
