"""The record of every change: who, when, what, why; and what is not kept for ever."""
