"""What the skills, the READMEs and the documentation claim, held to the real releases of CAO."""
