"""The encrypted local database: tables, migrations, repositories, outbox."""
