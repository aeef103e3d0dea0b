"""A project: one SQLite file that holds the documents, the label scheme, suggestions, annotations, decisions and their history.

`storage.project.Project` is the only door. Nothing here knows Qt.
"""
