"""Who speaks in a quote: names clustered, sources resolved to names. See docs/speakers.md."""
