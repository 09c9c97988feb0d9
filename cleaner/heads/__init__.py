"""What stands around the beginning of an article: its headline, its byline, its people and its dates."""
