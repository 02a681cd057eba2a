cp -r "$BASES/audit/." .
