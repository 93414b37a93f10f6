"""申请评审: what was given in, whether it may be admitted, the decision."""
