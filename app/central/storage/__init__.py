"""The centre's database: SQLite when you just start it, PostgreSQL by its URL. SQLAlchemy Core stays in here."""
