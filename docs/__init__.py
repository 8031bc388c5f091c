"""Pages for users. `python -m docs.build` writes the parts that the code knows best."""
