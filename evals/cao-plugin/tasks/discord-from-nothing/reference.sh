cao-scaffold plugin discord --defaults
