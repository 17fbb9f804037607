"""``python -m tests.corpus [CODE ...]`` becomes a table of scores."""

from tests.corpus import main

main()
