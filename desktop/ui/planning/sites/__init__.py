"""场所抽样: the list of sites, the draw, what was swapped."""
