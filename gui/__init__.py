"""The window. It knows no SQL: what it shows it asks of `storage.project.Project`, and what it does is a `Change` applied there."""
