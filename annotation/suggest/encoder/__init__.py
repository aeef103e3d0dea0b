"""A small trained encoder: it reads a document in windows, once, and everything learnt (quotes, names, tags, parse) is read off its states."""
