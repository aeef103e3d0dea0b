"""What stands around the article: documents, items, editor."""
