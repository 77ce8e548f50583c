"""Finding by meaning: what is stored of each process and of each label (`tables`), keeping it up to date within the
transaction that changes a process (`writing`), and the search over it (`index`): from memory, or by PostgreSQL's own
vectors where the pgvector extension is installed."""
