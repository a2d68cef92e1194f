"""The short version of tails.py (`./salus test --long tails`): the ceiling, and tails of totals; what it refuses."""
import numpy as np

import tails
from salus import PROGRAM, SOURCE, Case, main


class Tails(Case):
    def test_are_those_of_the_stated_spreads(self):
        """At the 90 % point of 512 draws: a level shared by all has a log sd of up to 1, so its error is 0.075 of the log and the
        limit of 1.25 is 3 errors off for the widest type; false alarms of all types and views, less than 1 %."""
        self.assertEqual(tails.check(PROGRAM.resolve(), SOURCE.resolve(), seeds=1, draws=512, folder=self.folder, share=0.9), [])

    def test_an_explosion_is_refused(self):
        random = np.random.default_rng(1)
        calm = np.exp(0.2 * random.standard_normal(1000))
        wild = np.where(np.arange(1000) < 3, 50.0, calm)  # as three runs in a thousand were without a ceiling
        found = {name: (tails.tail(draws, 0.999), tails.tail(calm, 0.999)) for name, draws in {"homicide": wild, "robbery": calm}.items()}
        self.assertEqual(len(tails.faults("now", 0.5, 0, found)), 1)
        self.assertIn("homicide", tails.faults("now", 0.5, 0, found)[0])
        self.assertEqual(len(tails.faults("now", 1.1, 1, {})), 2)


if __name__ == "__main__":
    main()
