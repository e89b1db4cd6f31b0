"""The text itself: tokens, sentences, lookup keys, transliteration."""
