"""Start of the frozen program on a console."""

import multiprocessing
import sys

from desktop.__main__ import main

if __name__ == "__main__":
    # A helper process starts this same program; this call is where it becomes one.
    multiprocessing.freeze_support()
    sys.exit(main())
