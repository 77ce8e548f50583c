"""The library itself: store, actions, accounts, pages and commands."""
