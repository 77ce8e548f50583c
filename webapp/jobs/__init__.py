"""Work done later, beside the requests."""
