"""What monte_carlo.py (`./salus test --long monte-carlo`) refuses and what it merely says, of made-up draws; and one run's figures."""
import contextlib
import io

import numpy as np

import monte_carlo
from salus import PROGRAM, SOURCE, Case, main

N = 1000


def draws(random, even):
    """Figures nearly all of which follows from one number, evenly spread or not."""
    leading = (random.permutation(N) + random.random(N)) / N if even else random.random(N)
    return {name: leading + 0.05 * random.random(N) for name in monte_carlo.FIGURES}


class MonteCarlo(Case):
    def faults(self, judge, *words):
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            bad = judge(*words)
        return bad, said.getvalue()

    def test_independent_draws_in_place_of_even_ones_are_refused(self):
        """Even ones have less than a tenth of the square error here; of independent ones the ratio is 1, with an error of 0.14."""
        random = np.random.default_rng(1)
        blocks = [draws(random, even=False) for _ in range(64)]
        bad, said = self.faults(monte_carlo.faults_of_distances, [draws(random, even=True) for _ in range(20)], blocks)
        self.assertEqual(bad, [])
        self.assertIn("bar 1.2: met", said)
        self.assertIn("of those of independent draws", " ".join(self.faults(monte_carlo.faults_of_distances, blocks[:20], blocks)[0]))

    def test_an_end_that_misses_its_bar_is_said_and_a_middle_far_above_it_is_refused(self):
        random = np.random.default_rng(2)
        blocks = [draws(random, even=False) for _ in range(64)]
        far = [draws(random, even=True) for _ in range(20)]
        for number, run in enumerate(far):
            for values in run.values():
                values[values > np.quantile(values, 0.8)] += 0.1 * (number % 2)
        bad, said = self.faults(monte_carlo.faults_of_distances, far, blocks)
        self.assertEqual(bad, [])
        self.assertIn("MISSED", said)
        for number, run in enumerate(far):
            run["robbery"] = run["robbery"] + 0.02 * (-1) ** number
        self.assertIn("the middle of robbery", " ".join(self.faults(monte_carlo.faults_of_distances, far, blocks)[0]))

    def test_errors_that_are_stated_and_one_that_is_too_small(self):
        run = monte_carlo.Run(PROGRAM.resolve(), SOURCE.resolve(), self.folder, 1, 96)
        pooled = {name: monte_carlo.quantiles(values) for name, values in run.draws.items()}
        self.assertEqual(self.faults(monte_carlo.faults_of_errors, [run.stated], pooled)[0], [])
        for name in monte_carlo.FIGURES:  # the quantiles of the draws are those that the summary says
            np.testing.assert_allclose([value for value, _ in run.stated[name]], pooled[name], rtol=1e-5)
        run.stated["dalys"] = [(value + 4.3 * error, error) for value, error in run.stated["dalys"]]
        self.assertEqual(len(self.faults(monte_carlo.faults_of_errors, [run.stated], pooled)[0]), 3)


main()
