"""A workspace goes out as a Word draft, and what its reviewers changed comes back into the source."""
