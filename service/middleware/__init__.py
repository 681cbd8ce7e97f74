"""What stands around every handler, one file a concern, outermost first: envelope, limits, access, trail, replay, etag."""
