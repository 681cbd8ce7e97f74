"""The steps of a resolve, in the order in which `pipeline.resolve` takes them."""
