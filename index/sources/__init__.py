"""Files and addresses to articles; `readers` is the door."""
