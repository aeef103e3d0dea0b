"""Lists of the domain's values for Qt's views."""
