"""One file an entity type: its Splink settings (comparisons, blocking rules, priors) and nothing else."""
