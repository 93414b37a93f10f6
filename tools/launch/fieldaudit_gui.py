"""Start of the frozen program as a window without a console."""

import sys

from desktop.__main__ import gui

sys.exit(gui())
