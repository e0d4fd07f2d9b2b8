"""Run the program: `python -m crossregime`."""

import sys

from crossregime.cli import main

if __name__ == "__main__":
    sys.exit(main())
