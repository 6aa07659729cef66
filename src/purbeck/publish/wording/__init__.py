"""The one place where verdicts, reasons and figures become words."""
