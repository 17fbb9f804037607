"""A workspace becomes deliverables: load, check, project, draw, compose, write; old files stay whole until new ones are.

Import the parts by name: `fresh` loads nothing heavy, `run` loads what it needs when it needs it.
"""
