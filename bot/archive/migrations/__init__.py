"""Changes of the schema, in order. They are run by `archive.migrating`, which hands the connection in."""
