"""The findings of an audit: written, discussed, confirmed, corrected in rounds, and scored a second time."""
