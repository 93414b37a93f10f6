"""The audit plan as a grid: clauses, people or sites against days and times, painted in one widget, with an editor beside it."""
