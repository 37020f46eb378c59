"""What it means: from documents to a rule set, and what can be asked of one."""
