"""The pages of docs/rules, printed from what the specifications assert."""
