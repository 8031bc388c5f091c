"""The reader: one MiniLM encoder with many heads, from public corpora to the model twosource ships."""
