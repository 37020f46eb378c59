"""What a rule set can never do: questions put to a solver, each answered proved, refuted with a case, or not decided."""
