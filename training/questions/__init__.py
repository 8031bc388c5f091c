"""The model of one question: whether two statements answer it, from the words as the reader has read them."""
