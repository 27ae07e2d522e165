"""Attachments by tus 1.0.0: core, creation, creation-with-upload, checksum, expiration, termination."""
