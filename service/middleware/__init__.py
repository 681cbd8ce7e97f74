"""What stands around every handler, one file a concern, outermost first: heads, slashes, envelope, limits, access, trail, replay, etag."""
