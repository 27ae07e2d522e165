"""Cameras: v4l2, video files, folders of pictures."""
