"""Photo rules and face match; OpenCV and dlib live here."""
