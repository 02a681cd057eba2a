"""Files and text, without any knowledge of CAO."""
