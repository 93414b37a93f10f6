"""Start of the frozen program as a window without a console."""

import multiprocessing
import sys

from desktop.__main__ import gui

if __name__ == "__main__":
    # A helper process starts this same program; this call is where it becomes one.
    multiprocessing.freeze_support()
    sys.exit(gui())
