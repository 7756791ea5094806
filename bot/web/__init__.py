"""Web pages (网页): chat without Telegram, the demo, uploads, health and metrics."""
