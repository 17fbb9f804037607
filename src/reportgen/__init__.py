"""Build PDF, Word and HTML reports from a folder of validated outcome data and narratives."""
