"""The war ensemble of src/war/ensemble.ts in numpy's natural form: one vector operation over all trajectories at a time, numpy's own generator.
war_numpy.py TRAJECTORIES STEPS SEED MONTHS_PER_STEP FADE SHOCK prints a JSON object: CPU seconds, and mean and quantiles of where the line ends."""
import json
import sys
import time

import numpy as np

n, steps, seed = (int(x) for x in sys.argv[1:4])
months, fade, shock_of_step = (float(x) for x in sys.argv[4:7])
start = time.process_time()
rng = np.random.Generator(np.random.PCG64(seed))


def between(low, high):
    return rng.uniform(low, high, n)


inflow_a, losses_a = between(250e3, 350e3) * months, between(17.5e3, 22.5e3) * months
inflow_d, losses_d = between(100e3, 200e3) * months, between(12.5e3, 17.5e3) * months
level, shock, mean, pull = between(300, 460), between(100, 180) * shock_of_step, between(-100, 300), between(0, 450)
shells_a, men_a, heavy_a = np.full(n, 1e6), np.full(n, 6e5), np.full(n, 8e3)
shells_d, men_d, heavy_d = np.full(n, 2e5), np.full(n, 4e5), np.full(n, 4e3)
line = np.zeros(n)
for _ in range(steps):
    shells_a += inflow_a
    shells_d += inflow_d
    fired_a = np.maximum(0, np.minimum(np.minimum(shells_a, 360e3 * months), heavy_a * (1000 * months)))
    fired_d = np.maximum(0, np.minimum(np.minimum(shells_d, 200e3 * months), heavy_d * (1000 * months)))
    shells_a -= fired_a
    shells_d -= fired_d
    level = mean + fade * (level - mean) + shock * rng.standard_t(5, n)
    rate = level + pull * np.clip(np.log(fired_a / fired_d), -3, 3)
    rate[np.where(rate > 0, men_a < 3e5, men_d < 3e5)] = 0
    moved = np.clip(line + rate * months, -1e5, 5e5)
    taken = moved - line
    line = moved
    casualties_a = losses_a + 42.6 * np.maximum(0, taken)
    casualties_d = losses_d + 30 * np.maximum(0, -taken)
    men_a = np.maximum(0, men_a + 36e3 * months - casualties_a * 0.6)
    men_d = np.maximum(0, men_d + 26e3 * months - casualties_d * 0.6)
    heavy_a = np.maximum(0, heavy_a + 300 * months - 0.01 * casualties_a)
    heavy_d = np.maximum(0, heavy_d + 150 * months - 0.01 * casualties_d)
seconds = time.process_time() - start
p05, p50, p95 = np.quantile(line, [0.05, 0.5, 0.95])
print(json.dumps({"seconds": seconds, "mean": line.mean(), "sd": line.std(), "p05": p05, "p50": p50, "p95": p95, "numpy": np.__version__}))
