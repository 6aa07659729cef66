"""What a process keeps of what it has worked out: each thing once, however many ask at once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """A store of what was worked out last, up to a size; whoever comes second waits for the first.

    Parameters
    ----------
    most
        How much is kept, in the measure of ``size``.
    size
        How large a thing is; each counts as one if not given.
    """

    def __init__(self, most: int, size: Callable[[T], int] = lambda made: 1) -> None:
        self._most, self._size = most, size
        self._held: OrderedDict[Hashable, T] = OrderedDict()
        self._total = 0
        self._at_work: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Give what is kept under a key, and make it where nothing is."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
            at_work = self._at_work.setdefault(key, threading.Lock())
        with at_work:
            with self._lock:
                if key in self._held:
                    return self._held[key]
            try:
                made = make()
                self._keep(key, made)
            finally:
                with self._lock:
                    self._at_work.pop(key, None)
            return made

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._held.clear()
            self._total = 0

    def _keep(self, key: Hashable, made: T) -> None:
        size = self._size(made)
        if size > self._most:
            return
        with self._lock:
            self._held[key] = made
            self._total += size
            while self._total > self._most:
                self._total -= self._size(self._held.popitem(last=False)[1])


class _Function(Generic[T]):
    def __init__(self, function: Callable[..., T], most: int) -> None:
        self._function, self._kept = function, Kept[T](most)
        wraps(function)(self)

    def __call__(self, *arguments: Any) -> T:
        return self._kept.get(arguments, lambda: self._function(*arguments))

    def cache_clear(self) -> None:
        self._kept.clear()


def kept(most: int) -> Callable[[Callable[..., T]], _Function[T]]:
    """Keep the last answers of a function, as ``lru_cache`` does, and work each out once."""
    return lambda function: _Function(function, most)
