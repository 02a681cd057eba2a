cao-scaffold plugin telegram --defaults
