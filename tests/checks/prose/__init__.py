"""Tests of the rules about words."""
