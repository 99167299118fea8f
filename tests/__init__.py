"""Promises over all explainers; the models; the pages; the browser."""
