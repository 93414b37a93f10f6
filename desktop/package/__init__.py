"""One audit in one signed file: BagIt (RFC 8493) in a zip, written and checked in a stream. docs/package-format.md says the bytes."""
