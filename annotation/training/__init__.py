"""Training of the English pipeline that Quotemark ships: `python -m annotation.training --help`, or `make train`.

Nothing of the application imports this package; it needs the extra `train` (`pip install .[train]`) only for the encoder.
"""
