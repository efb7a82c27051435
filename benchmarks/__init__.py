"""Accuracy and speed, measured beside what people use today."""
