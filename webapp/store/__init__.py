"""The store: tables, migrations, queries and search. Knows no web framework."""
