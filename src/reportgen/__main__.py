"""``python -m reportgen`` becomes the command."""

from reportgen.cli import main

main()
