"""Originals kept encrypted under the hash of their bytes, and what a photo says of itself."""
