"""What a process keeps is worked out once, and the oldest of it is let go."""

from __future__ import annotations

import threading

import pytest

from purbeck_web.keeping import Kept, kept


def test_of_many_who_ask_at_once_one_works() -> None:
    """Eight threads that ask for the same thing get it, and it is made once."""
    made: list[int] = []
    began, may_end = threading.Event(), threading.Event()
    store: Kept[str] = Kept(2)

    def make() -> str:
        made.append(1)
        began.set()
        may_end.wait(10)
        return "made"

    answers: list[str] = []
    threads = [
        threading.Thread(target=lambda: answers.append(store.get("key", make))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    began.wait(10)
    may_end.set()
    for thread in threads:
        thread.join()

    assert (answers, made) == (["made"] * 8, [1])


def test_what_was_asked_for_longest_ago_is_let_go() -> None:
    """With room for two, the third takes the place of the one that was not asked for since."""
    asked: list[int] = []

    @kept(2)
    def double(number: int) -> int:
        asked.append(number)
        return 2 * number

    for number in (1, 2, 1, 3, 1, 2):
        double(number)

    assert asked == [1, 2, 3, 2]


def test_what_is_larger_than_all_there_is_room_for_is_not_kept() -> None:
    """It is made each time, and pushes nothing else out."""
    store: Kept[str] = Kept(3, len)
    store.get("a", lambda: "aa")
    made = [store.get("b", lambda: "bbbb"), store.get("b", lambda: "cccc")]

    assert made == ["bbbb", "cccc"]
    assert store.get("a", lambda: "new") == "aa"


def test_a_failure_is_not_kept() -> None:
    """Where making fails, whoever asks next makes it."""
    store: Kept[str] = Kept(2)

    def fails() -> str:
        raise KeyError("gone")

    with pytest.raises(KeyError):
        store.get("key", fails)

    assert store.get("key", lambda: "made") == "made"
