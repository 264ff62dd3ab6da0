"""Everything that changes boards, topics and posts. Each asks the rule first and is one transaction."""
