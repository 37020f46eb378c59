"""The door for people and pipelines: one file a verb; files, exit statuses and printing live here and nowhere else."""

from bekymring.cli.app import main

__all__ = ["main"]
