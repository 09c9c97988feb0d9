"""A whole corpus: which files, in what order, read in batches, cleaned anywhere, written shard by shard, counted."""
