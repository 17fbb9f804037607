"""The document tree that all writers share, how HTML is read into it, and how it is printed as an outline."""
