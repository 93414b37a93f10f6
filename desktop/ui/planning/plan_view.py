"""What one view of the planning page is to the page around it."""

from __future__ import annotations

from desktop.ui.viewed_page import PageView as PlanView

__all__ = ["PlanView"]
