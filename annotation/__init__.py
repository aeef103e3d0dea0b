"""The domain: documents, label schemes, annotations, suggestions and what is decided on them.

Plain Python. Nothing here knows Qt or SQL; `storage` keeps these values and `gui` shows them.
"""
