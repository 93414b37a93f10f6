"""fieldaudit: field audits of after-sales-service certification, offline."""

__version__ = "0.1.0"
