"""The shape of every answer and of every request body, one file a resource."""
