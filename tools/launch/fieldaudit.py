"""Start of the frozen program on a console."""

import sys

from desktop.__main__ import main

sys.exit(main())
