"""What people do: one function an action = transaction + permission + audit. Pages, API and commands call
these."""
