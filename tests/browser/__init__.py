"""Tests in a browser: of what only scripts, styles and Chromium together show."""
