"""The window, and the command line beside it. Neither knows SQL: what they show they ask of `storage.project.Project`, and what they do is a
`Change` applied there.
"""
