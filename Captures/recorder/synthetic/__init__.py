"""Frames made byte by byte: headers, one TCP connection, a timeline of frames, everyday noise."""
