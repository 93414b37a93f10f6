"""What every layer may use and what knows no other layer: errors, words, ids, clock, numbers, strict JSON."""
