"""The step report: what a report must contain, its texts, the conclusion, and the pages as they will be printed."""
