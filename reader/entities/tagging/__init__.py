"""The statistical tagger of names: words, what is seen of them, and the model that weighs it."""
