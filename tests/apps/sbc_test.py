"""The check of the country fit as a command: same bytes whatever happens, and planted faults are found."""
import csv
import json
import signal
import time

from salus import Case, main

FILES = ("ranks.csv", "sbc.json")
# Draws of the prior need no fit, so that a check of many blocks takes seconds.
MANY = ("sbc", "--fault", "ignored", "--replicates", "1500", "--threads", "1")


class Sbc(Case):
    def bytes_of(self, folder):
        return [(self.folder / folder / name).read_bytes() for name in FILES]

    def stop_after(self, blocks, number, *words):
        """Sends the signal once so many blocks are kept."""
        process = self.start(*words)
        shards = self.folder / "stopped/shards"
        while process.poll() is None and not (shards.exists() and len(list(shards.glob("*.salus"))) >= blocks):
            time.sleep(0.002)
        process.send_signal(number)
        out, err = process.communicate()
        return process.returncode, out + err

    def test_threads_do_not_matter(self):
        said = self.salus("sbc", "--replicates", "10", "--threads", "1", "-o", "one", "--quiet")
        self.salus("sbc", "--replicates", "10", "--threads", "2", "-o", "two", "--quiet")
        self.assertEqual(self.bytes_of("one"), self.bytes_of("two"))
        self.assertEqual(sorted(p.name for p in (self.folder / "one").iterdir()), sorted([".salus", *FILES]))
        found = json.loads((self.folder / "one/sbc.json").read_text())
        self.assertEqual((found["verdict"], found["replicates"], found["fault"]), ("not rejected", 10, "none"))
        with open(self.folder / "one/ranks.csv") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(list(rows[0]), ["replicate", "quantity", "rank", "draws"])
        self.assertEqual(len(rows), 10 * len(found["quantities"]))
        for q in found["quantities"]:
            self.assertIn(q["quantity"], said)
            self.assertEqual(sum(q["histogram"]), 10)
            self.assertEqual(q["histogram"], [sum(int(r["rank"]) // 3 == b for r in rows if r["quantity"] == q["quantity"]) for b in range(20)])
        self.assertTrue({"typical_volatility", "driver_unemployment", "drift", "level[AAA]", "offset[CCC]", "log_likelihood"} <= {q["quantity"] for q in found["quantities"]})
        self.assertFalse({"driver_inequality", "offset[BBB]"} & {q["quantity"] for q in found["quantities"]})

    def test_killed_and_interrupted_checks_go_on_to_the_same_bytes(self):
        self.salus(*MANY, "-o", "whole", code=4)  # the planted fault is found
        self.assertEqual(self.stop_after(30, signal.SIGKILL, *MANY, "-o", "stopped")[0], -signal.SIGKILL)
        self.assertIn("--resume", self.salus(*MANY, "-o", "stopped", code=5))
        self.assertIn("other settings", self.salus(*MANY, "--seed", "2", "-o", "stopped", "--resume", code=5))
        code, said = self.stop_after(80, signal.SIGINT, *MANY, "-o", "stopped", "--resume")
        self.assertEqual(code, 75, said)
        self.assertIn("of 300 blocks", said)
        damaged = self.folder / "stopped/shards/block-3.salus"
        damaged.write_bytes(damaged.read_bytes()[:-1])
        self.assertIn("quarantine", self.salus(*MANY, "-o", "stopped", "--resume", code=4))
        self.assertEqual(self.bytes_of("stopped"), self.bytes_of("whole"))
        found = json.loads((self.folder / "whole/sbc.json").read_text())
        self.assertEqual([q["quantity"] for q in found["quantities"] if q["verdict"] == "rejected"], ["log_likelihood"])

    def test_usage(self):
        self.assertIn("narrow, shift, prior, ignored", self.salus("sbc", "--fault", "none-such", code=2))
        self.salus("sbc", "--replicates", "0", code=2)


main()
