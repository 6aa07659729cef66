"""Files are fetched whole or not at all, kept on the publisher's terms, and no key is shown."""

from __future__ import annotations

import hashlib
import logging
import socket
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from purbeck.model.errors import UsageError
from purbeck.sources.contract import Location, Request
from purbeck.sources.fetching import Fetcher, files_at, locations_at
from purbeck.sources.kept import Shelf, Terms
from tests.sources.publisher import Answer, Asked, Given, publishing

TODAY = date(2026, 4, 8)
DAY = "Wed, 08 Apr 2026"
KEY = "0x5ecret"


def fetcher(folder: Path, waits: list[float] | None = None, **given: object) -> Fetcher:
    settings: dict[str, object] = {"today": TODAY, "timeout": 5.0, **given}
    pause = [] if waits is None else waits
    return Fetcher(folder / "cache", sleep=pause.append, **settings)  # type: ignore[arg-type]


def kept(folder: Path) -> list[Path]:
    return [path for path in (folder / "cache").rglob("*") if path.is_file()]


def nobody() -> str:
    """Give an address of this machine at which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}/a.csv"


def text(_: Asked) -> Given:
    return Given(b"area,value\n", headers={"ETag": '"1"'})


def test_a_path_gives_the_file_itself(tmp_path: Path) -> None:
    """A file that is here is taken where it lies, with the SHA-256 of its contents."""
    path = tmp_path / "neet.csv"
    path.write_bytes(b"abc")

    got = fetcher(tmp_path).get(Location(address=str(path)))

    assert (got.path, got.name, got.fetched, got.stale) == (path, "neet.csv", None, False)
    assert got.digest == hashlib.sha256(b"abc").hexdigest()
    assert not kept(tmp_path)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("absent.csv", "does not exist"),
        (".", "is a folder"),
        ("ftp://example.org/a.csv", "only http and https"),
        ("file:///etc/hosts", "only http and https"),
        ("http://[::1/a.csv", "no address"),
        ("http://127.0.0.1:port/", "no address"),
    ],
)
def test_what_is_no_file_is_refused_in_one_line(tmp_path: Path, address: str, said: str) -> None:
    """A missing file, a folder, another scheme and a broken address are each refused in a line."""
    place = str(tmp_path / address) if "://" not in address else address

    with pytest.raises(UsageError) as refused:
        fetcher(tmp_path).get(Location(address=place))

    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_file_above_the_limit_is_refused(tmp_path: Path) -> None:
    """A file of as many bytes as the limit is taken, and one of a byte more is refused."""
    for size in (1 << 20, (1 << 20) + 1):
        (tmp_path / f"{size}.csv").write_bytes(b"x" * size)
    limited = fetcher(tmp_path, most_bytes=1 << 20)

    got = limited.get(Location(address=str(tmp_path / f"{1 << 20}.csv")))

    assert got.name == "1048576.csv"
    with pytest.raises(UsageError, match="more than 1 MiB"):
        limited.get(Location(address=str(tmp_path / f"{(1 << 20) + 1}.csv")))


def test_a_reply_is_kept_under_its_own_name(tmp_path: Path) -> None:
    """A reply becomes a file named after its address, confirmed on the day of the run."""
    with publishing(text) as publisher:
        got = fetcher(tmp_path).get(Location(address=f"{publisher.address}/data/neet.csv?date=1"))

    assert (got.name, got.fetched, got.stale) == ("neet.csv", TODAY, False)
    assert got.path.read_bytes() == b"area,value\n"
    assert got.path.suffix == ".csv"


def test_a_reply_has_the_name_that_the_publisher_gives_it(tmp_path: Path) -> None:
    """The name in Content-Disposition counts, without the folders that it may try to climb."""
    given = Given(b"x", headers={"Content-Disposition": 'attachment; filename="../../b c.csv"'})
    with publishing(lambda _: given) as publisher:
        got = fetcher(tmp_path).get(Location(address=f"{publisher.address}/csv"))

    assert got.name == "b-c.csv"
    assert got.path.is_relative_to(tmp_path / "cache")


def test_an_address_is_asked_for_once_in_a_run(tmp_path: Path) -> None:
    """Two sources at one address share one reply, and each has its own role."""
    with publishing(text) as publisher:
        run = fetcher(tmp_path)
        first = run.get(Location(address=f"{publisher.address}/a"))
        second = run.get(Location(address=f"{publisher.address}/a", role="meta"))

    assert len(publisher.asked) == 1
    assert first.path == second.path
    assert second.location.role == "meta"


def test_an_unchanged_file_is_not_sent_again(tmp_path: Path) -> None:
    """A publisher that confirms the ETag sends nothing, and the copy counts as of today."""

    def confirming(asked: Asked) -> Given:
        same = asked.headers.get("if-none-match") == '"1"'
        return Given(status=304) if same else text(asked)

    with publishing(confirming) as publisher:
        location = Location(address=f"{publisher.address}/a.csv")
        before = fetcher(tmp_path).get(location)
        again = fetcher(tmp_path, today=date(2026, 4, 9)).get(location)

    assert [bool(asked.headers.get("if-none-match")) for asked in publisher.asked] == [False, True]
    assert again == replace(before, fetched=date(2026, 4, 9))


def test_last_modified_is_asked_about_where_there_is_no_etag(tmp_path: Path) -> None:
    """A reply with Last-Modified alone is asked for if modified since."""
    moment = "Wed, 01 Apr 2026 00:00:00 GMT"
    with publishing(lambda _: Given(b"x", headers={"Last-Modified": moment})) as publisher:
        for _ in range(2):
            fetcher(tmp_path).get(Location(address=f"{publisher.address}/a.csv"))

    assert publisher.asked[1].headers["if-modified-since"] == moment


def test_a_changed_file_replaces_the_one_before(tmp_path: Path) -> None:
    """A new reply stands in the place of the old one, of which nothing is left."""
    bodies = iter((b"old", b"new"))
    with publishing(lambda _: Given(next(bodies))) as publisher:
        location = Location(address=f"{publisher.address}/a.csv")
        fetcher(tmp_path).get(location)
        got = fetcher(tmp_path).get(location)

    assert got.path.read_bytes() == b"new"
    assert len(kept(tmp_path)) == 2


@pytest.mark.parametrize(
    ("control", "days", "asked"),
    [
        ("max-age=172800", 1, 1),  # two days: to the end of tomorrow
        ("max-age=172800", 2, 2),
        ("max-age=172800, no-cache", 1, 2),
        ("max-age=3600", 0, 2),  # an hour may be over by the end of the day
        ("", 0, 2),
    ],
)
def test_cache_control_is_kept_to(tmp_path: Path, control: str, days: int, asked: int) -> None:
    """A copy is taken unasked only on days on which it is fresh from morning to night."""
    with publishing(lambda _: Given(b"x", headers={"Cache-Control": control})) as publisher:
        location = Location(address=f"{publisher.address}/a.csv")
        fetcher(tmp_path).get(location)
        fetcher(tmp_path, today=date(2026, 4, 8 + days)).get(location)

    assert len(publisher.asked) == asked


def test_what_must_not_be_stored_is_not_there_for_a_later_run(tmp_path: Path) -> None:
    """A reply with no-store serves the run that asked for it, and no run after that."""
    given = Given(b"x", headers={"Cache-Control": "no-store"})
    with publishing(lambda _: given) as publisher:
        location = Location(address=f"{publisher.address}/a.csv")
        got = fetcher(tmp_path).get(location)

    assert got.path.read_bytes() == b"x"
    with pytest.raises(UsageError, match="offline"):
        fetcher(tmp_path, offline=True).get(location)


def test_an_offline_run_asks_nobody_and_says_so(tmp_path: Path) -> None:
    """Offline, the copy kept is taken, with its day, and is marked as stale."""
    with publishing(text) as publisher:
        location = Location(address=f"{publisher.address}/a.csv")
        fetcher(tmp_path).get(location)
        got = fetcher(tmp_path, offline=True, today=date(2027, 1, 1)).get(location)

    assert len(publisher.asked) == 1
    assert (got.stale, got.fetched) == (True, TODAY)


def test_out_of_reach_the_copy_kept_is_taken_as_stale(tmp_path: Path) -> None:
    """A publisher that fails each time leaves the copy from before, marked as stale."""
    failing: list[Answer] = [lambda _: Given(status=503)] * 4
    answers = iter([text, *failing])
    waits: list[float] = []
    with publishing(lambda asked: next(answers)(asked)) as publisher:
        location = Location(address=f"{publisher.address}/a.csv")
        fetcher(tmp_path).get(location)
        got = fetcher(tmp_path, waits).get(location)

    assert got.stale
    assert got.path.read_bytes() == b"area,value\n"
    assert waits == [1, 2, 4]


def test_out_of_reach_without_a_copy_names_the_host_and_what_to_do(tmp_path: Path) -> None:
    """With nobody there and nothing kept, one line names the host and the way out."""
    with pytest.raises(UsageError) as refused:
        fetcher(tmp_path).get(Location(address=nobody()))

    message = str(refused.value)
    assert message.startswith("127.0.0.1:")
    assert "save the file and give its path as 'at'" in message
    assert "\n" not in message
    assert not kept(tmp_path)


@pytest.mark.parametrize(
    ("headers", "waited"),
    [
        ({"Retry-After": "7"}, [7]),
        ({"Date": f"{DAY} 00:00:00 GMT", "Retry-After": f"{DAY} 00:00:09 GMT"}, [9]),
        ({"Date": f"{DAY} 00:00:09 GMT", "Retry-After": f"{DAY} 00:00:00 GMT"}, [0]),
        ({"Retry-After": "soon"}, [1]),
        ({}, [1]),
    ],
)
def test_a_busy_publisher_is_asked_again(
    tmp_path: Path, headers: dict[str, str], waited: list[float]
) -> None:
    """After a 429 the wait is what Retry-After says, in seconds or as a date, or else a second."""
    answers = iter((Given(status=429, headers=headers), Given(b"x")))
    waits: list[float] = []
    with publishing(lambda _: next(answers)) as publisher:
        got = fetcher(tmp_path, waits).get(Location(address=f"{publisher.address}/a.csv"))

    assert got.path.read_bytes() == b"x"
    assert waits == waited


def test_a_publisher_that_asks_for_too_long_is_left_alone(tmp_path: Path) -> None:
    """A Retry-After of more than a minute ends the attempts at once."""
    given = Given(status=429, headers={"Retry-After": "61"})
    with publishing(lambda _: given) as publisher:
        with pytest.raises(UsageError, match="status 429"):
            fetcher(tmp_path).get(Location(address=f"{publisher.address}/a.csv"))

        assert len(publisher.asked) == 1


def test_half_a_reply_is_no_reply(tmp_path: Path) -> None:
    """A reply that breaks off is asked for again, and what came of it is not kept."""
    answers = iter((Given(b"x" * 1000, cut=400), Given(b"whole")))
    with publishing(lambda _: next(answers)) as publisher:
        got = fetcher(tmp_path).get(Location(address=f"{publisher.address}/a.csv"))

    assert got.path.read_bytes() == b"whole"


def test_a_reply_above_the_limit_is_refused_and_not_kept(tmp_path: Path) -> None:
    """A reply of more bytes than the limit is given up, and leaves nothing behind."""
    with publishing(lambda _: Given(b"x" * ((1 << 20) + 1))) as publisher:
        limited = fetcher(tmp_path, most_bytes=1 << 20)
        with pytest.raises(UsageError, match="more than 1 MiB"):
            limited.get(Location(address=f"{publisher.address}/a.csv"))

    assert not kept(tmp_path)


@pytest.mark.parametrize(
    ("status", "said"),
    [(401, "check the key"), (404, "find its new address"), (400, "options of the source")],
)
def test_a_refusal_is_final_and_says_what_to_do(tmp_path: Path, status: int, said: str) -> None:
    """A publisher that refuses is not asked again, even where a copy is kept."""
    answers = iter((Given(b"x"), Given(status=status)))
    with publishing(lambda _: next(answers)) as publisher:
        location = Location(address=f"{publisher.address}/a.csv")
        fetcher(tmp_path).get(location)
        with pytest.raises(UsageError, match=said):
            fetcher(tmp_path).get(location)

        assert len(publisher.asked) == 2


def test_a_redirect_is_followed(tmp_path: Path) -> None:
    """A redirect on the same host is followed, and the key goes along."""

    def moved(asked: Asked) -> Given:
        if asked.path == "/old":
            return Given(status=302, headers={"Location": f"/new?uid={KEY}"})
        return Given(b"x")

    with publishing(moved) as publisher:
        got = fetcher(tmp_path).get(Location(address=f"{publisher.address}/old"), keys={"uid": KEY})

    assert got.path.read_bytes() == b"x"
    assert [asked.query["uid"] for asked in publisher.asked] == [KEY, KEY]


def test_a_redirect_to_another_host_has_no_key(tmp_path: Path) -> None:
    """Neither the key nor the header that authorises goes on to another host."""
    with publishing(text) as other:
        moved = Given(status=302, headers={"Location": f"{other.address}/a.csv"})
        with publishing(lambda _: moved) as publisher:
            fetcher(tmp_path).get(
                Location(address=f"{publisher.address}/a.csv"),
                {"Authorization": KEY},
                keys={"uid": KEY},
            )

    assert publisher.asked[0].headers["authorization"] == KEY
    assert other.asked[0].query == {}
    assert "authorization" not in other.asked[0].headers


@pytest.mark.parametrize("target", ["file:///etc/hosts", "ftp://example.org/a", "/round"])
def test_a_redirect_elsewhere_is_not_followed(tmp_path: Path, target: str) -> None:
    """A redirect to another scheme, or without an end, is refused."""
    moved = Given(status=302, headers={"Location": target})
    with (
        publishing(lambda _: moved) as publisher,
        pytest.raises(UsageError, match="redirects"),
    ):
        fetcher(tmp_path).get(Location(address=f"{publisher.address}/a.csv"))


def test_no_key_is_written_down_or_shown(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """A key reaches the publisher, and no log, message, name or file."""
    caplog.set_level(logging.DEBUG)
    answers = iter((text, lambda _: Given(status=403)))
    with publishing(lambda asked: next(answers)(asked)) as publisher:
        location = Location(address=f"{publisher.address}/a.csv?token={KEY}1")
        got = fetcher(tmp_path).get(location, keys={"uid": f"{KEY}2"})
        with pytest.raises(UsageError) as refused:
            fetcher(tmp_path).get(location, keys={"uid": f"{KEY}2"})

    printed = capsys.readouterr()
    shown = [caplog.text, str(refused.value), f"{location} {location!r} {got!r}", *printed]
    written = [f"{path} {path.read_bytes()!r}" for path in kept(tmp_path)]
    assert publisher.asked[0].query == {"token": f"{KEY}1", "uid": f"{KEY}2"}
    assert "GET http://127.0.0.1" in caplog.text
    assert KEY not in "".join([*shown, *written])


def test_a_copy_that_was_tampered_with_is_no_copy(tmp_path: Path) -> None:
    """A copy that is not what was kept is fetched again, and offline it is none."""
    with publishing(text) as publisher:
        location = Location(address=f"{publisher.address}/a.csv")
        got = fetcher(tmp_path).get(location)
        got.path.write_bytes(b"other")
        with pytest.raises(UsageError, match="no copy"):
            fetcher(tmp_path, offline=True).get(location)
        again = fetcher(tmp_path).get(location)

    assert again.path.read_bytes() == b"area,value\n"
    assert "if-none-match" not in publisher.asked[1].headers


def test_a_run_that_is_killed_leaves_the_reply_that_was_there(tmp_path: Path) -> None:
    """A new reply without its terms, which are written last, does not count: the old one does."""
    with publishing(text) as publisher:
        location = Location(address=f"{publisher.address}/a.csv")
        got = fetcher(tmp_path).get(location)
    shelf = Shelf(got.path.parent, got.path.name[:32])
    half = Terms(name="a.csv", digest="f" * 64, confirmed=TODAY)
    shelf.path_of(half).write_bytes(b"a new reply")
    (got.path.parent / ".coming-1").write_bytes(b"half of another")

    again = fetcher(tmp_path, offline=True).get(location)

    assert again.path.read_bytes() == b"area,value\n"


def test_a_proxy_of_the_environment_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the environment names a proxy, it is asked for the whole address."""
    with publishing(text) as proxy:
        monkeypatch.setenv("http_proxy", proxy.address)
        monkeypatch.delenv("no_proxy", raising=False)
        got = fetcher(tmp_path).get(Location(address="http://publisher.invalid/a.csv"))

    assert got.path.read_bytes() == b"area,value\n"
    assert proxy.asked[0].headers["host"] == "publisher.invalid"


def test_a_question_that_is_posted_is_part_of_what_is_asked(tmp_path: Path) -> None:
    """Two bodies posted to one address have two replies."""
    with publishing(lambda asked: Given(asked.body.encode())) as publisher:
        run = fetcher(tmp_path)
        address = f"{publisher.address}/query"
        got = [run.get(Location(address=address, body=body)) for body in ("{}", "[]")]

    assert [reply.path.read_bytes() for reply in got] == [b"{}", b"[]"]
    assert {asked.method for asked in publisher.asked} == {"POST"}


def request(folder: Path, at: str) -> Request:
    return Request(source="neet", folder=folder, at=at)


@pytest.mark.parametrize(
    ("at", "found"),
    [
        ("b.csv", ["b.csv"]),
        ("*.csv", ["a.csv", "b.csv"]),
        (".", ["a.csv", "b.csv"]),
        ("**/*.csv", ["a.csv", "b.csv", "deep/c.csv"]),
    ],
)
def test_a_path_a_wildcard_or_a_folder_is_meant(tmp_path: Path, at: str, found: list[str]) -> None:
    """A path means its file, a wildcard what fits it, and a folder its files of the kind."""
    (tmp_path / "deep").mkdir()
    for name in ("b.csv", "a.csv", "notes.txt", "deep/c.csv"):
        (tmp_path / name).touch()

    files = files_at(request(tmp_path, at), ("*.csv", "a*"))

    assert [path.relative_to(tmp_path).as_posix() for path in files] == found


@pytest.mark.parametrize("at", ["", "absent.csv", "*.csv", ".", "https://example.org/a.csv"])
def test_no_file_is_a_refusal_that_names_the_source(tmp_path: Path, at: str) -> None:
    """Where no file is meant, one line names the source."""
    with pytest.raises(UsageError, match="Source 'neet'") as refused:
        files_at(request(tmp_path, at), ("*.csv",))

    assert "\n" not in str(refused.value)


def test_an_address_is_a_location_as_it_is(tmp_path: Path) -> None:
    """An address is one location, and is not looked for on the disk."""
    address = "https://example.org/*.csv"

    assert locations_at(request(tmp_path, address), ("*.csv",)) == (Location(address=address),)
