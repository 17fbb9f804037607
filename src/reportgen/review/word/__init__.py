"""The bytes of a Word file become paragraphs that know what reviewers did to them; nothing in the file is trusted."""
