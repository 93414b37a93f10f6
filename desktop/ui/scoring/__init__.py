"""The score page: the tree of clauses, the clause at hand with the one control that fits its kind, and the grade with its reasons."""
