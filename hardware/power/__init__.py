"""UPS, doors, tamper contacts, people sensor."""
