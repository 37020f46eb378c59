"""Rules for concerns about children: load, check, decide, explain."""
