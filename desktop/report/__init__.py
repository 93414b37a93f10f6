"""Reports as PDF: blocks from an audit's data, lines and pages from blocks, and the only importer of reportlab."""
