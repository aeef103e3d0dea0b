"""The article on the page: laid out only near what is visible, with ranges painted by ourselves.

Positions are code points of the document's text everywhere but at Qt's edge: names that begin with `qt_` count UTF-16 units.
"""
