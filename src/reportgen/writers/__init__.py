"""One manuscript becomes deliverables: HTML, PDF and Word."""
