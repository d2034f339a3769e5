#!/usr/bin/env python3
"""Asks the API of a sink: figures, trajectories by page, a sample that can be drawn again, priorities, and events.
Needs Python 3.8 or newer and nothing else. See docs/api.md."""

import argparse
import http.client
import json
import sys
import time
from urllib import error, parse, request

SILENCE = 30  # longest, in seconds; the event stream says something every 5
BROKEN = (OSError, http.client.HTTPException)


class Refused(Exception):
    """The sink has answered that it will not do it; all its errors have this one shape."""

    def __init__(self, status, body):
        try:
            said = json.loads(body)["error"]
        except (ValueError, KeyError, TypeError):
            said = {"message": f"status {status}, from something that is not the API of a sink"}
        self.status = status
        parts = [said.get("message", ""), said.get("hint", "")]
        super().__init__((said["field"] + ": " if said.get("field") else "") + "; ".join(part for part in parts if part))


class Sink:
    """A client of the API at an address, which shows a token if there is one."""

    def __init__(self, base, token=None):
        self.base = base.rstrip("/")
        self.token = token

    def open(self, path, query=None, body=None, headers=None):
        """An answer that is read as it comes; a body makes it a POST."""
        address = self.base + path + ("?" + parse.urlencode(query) if query else "")
        headers = {"Content-Type": "application/json", **(headers or {})}
        if self.token:
            headers["Authorization"] = "Bearer " + self.token
        try:
            return request.urlopen(request.Request(address, body and json.dumps(body).encode(), headers), timeout=SILENCE)
        except error.HTTPError as answer:
            raise Refused(answer.code, answer.read()) from None

    def ask(self, path, query=None, body=None):
        with self.open(path, query, body) as answer:
            return json.load(answer)

    def wait_until_ready(self, seconds):
        """Waits for 200 from /readyz, which needs no token."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                with self.open("/readyz"):
                    return
            except (Refused, *BROKEN) as problem:
                if time.monotonic() >= deadline:
                    raise OSError(f"not ready after {seconds:g} s ({problem})") from None
                time.sleep(0.2)

    def trajectories(self, page_size, **filters):
        """All, newest first, a page at a time: the cursor names the last one seen, so what arrives meanwhile shifts nothing."""
        query = dict(filters, limit=page_size)
        while True:
            page = self.ask("/v1/trajectories", query)
            yield page["items"]
            if "next" not in page:
                return
            query["cursor"] = page["next"]

    def events(self, last_id=None):
        """New trajectories as (id, trajectory), each once: after a break it goes on behind the last id. (None, None) says it has begun."""
        began = False
        while True:
            try:
                headers = {"Last-Event-ID": last_id} if last_id else {}
                with self.open("/v1/trajectories/stream", headers=headers) as stream:
                    block = {}
                    for line in stream:
                        name, _, value = line.decode().rstrip("\n").partition(": ")
                        if name:
                            block[name] = value
                            continue
                        last_id = block.get("id", last_id)  # a block counts when the empty line behind it is there
                        if not began:
                            began = True
                            yield None, None
                        if "data" in block:
                            yield last_id, json.loads(block["data"])
                        block = {}
            except (Refused, *BROKEN) as problem:
                if not began or isinstance(problem, Refused) and problem.status < 500:
                    raise
            time.sleep(0.5)


def drawn(sample):
    return [(item["partition"], item["offset"], item["weight"], item.get("window")) for item in sample["items"]]


def run(sink, options):
    sink.wait_until_ready(options.wait)
    figures = sink.ask("/v1/trajectories/stats")
    print(f"{figures['total']} trajectories, average score {figures['averageScore']:.3f}, best {figures['bestScore']:.3f}")
    for number, items in enumerate(sink.trajectories(options.page), start=1):
        print(f"page {number}: " + " ".join(item["trajectoryId"] for item in items))
    path = "/v1/replay/" + parse.quote(options.table, safe="")
    sample = sink.ask(path + "/sample", body={"n": options.count, "seed": options.seed})
    again = sink.ask(path + "/sample", body={"n": options.count, "seed": sample["seed"], "offsets": sample["offsets"]})
    if drawn(again) != drawn(sample):
        raise AssertionError("the same seed and offsets have drawn something else")
    print(f"sampled {len(sample['items'])} with seed {sample['seed']} at {json.dumps(sample['offsets'])}, and the same once more")
    # a learner would send its errors; here it is how far each score is from 1
    new = {item["trajectoryId"]: 1 - item["trajectory"]["score"] for item in sample["items"] if "trajectory" in item}
    priorities = [{"trajectoryId": key, "priority": value} for key, value in sorted(new.items())]
    print(f"published {sink.ask(path + '/priorities', body={'priorities': priorities})['published']} priorities")
    if options.events > 0:
        events = sink.events()
        next(events)
        print(f"following {options.events} events", flush=True)
        for _ in range(options.events):
            position, trajectory = next(events)
            print(f"{position} {trajectory['trajectoryId']}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, value, meaning in [
        ("--api", "http://127.0.0.1:8080", "address of the API"), ("--table", "prioritized", "replay table"),
        ("--page", 100, "trajectories on a page, 1 to 1000"), ("--count", 8, "items of a sample, 1 to 10000"),
        ("--seed", 7, "by which the sample falls"), ("--events", 0, "new trajectories to wait for"),
        ("--wait", 30.0, "seconds to wait until the sink is ready"),
    ]:
        parser.add_argument(name, type=type(value), default=value, help=meaning + " (default: %(default)s)")
    parser.add_argument("--token-file", help="file with the token that the API asks for")
    options = parser.parse_args()
    try:
        token = open(options.token_file, encoding="ascii").read().strip() if options.token_file else None
        run(Sink(options.api, token), options)
    except Refused as problem:
        sys.exit(f"refused: {problem}")
    except (*BROKEN, ValueError, AssertionError) as problem:
        sys.exit(f"failed: {problem}")


if __name__ == "__main__":
    main()
