/* The war ensemble of src/war/ensemble.ts in C, line for line: the same counter-based draws, table, logarithm and order of
 * operations, so that every trajectory ends on the same bits. bench/war.ts compiles and runs it:
 * war TRAJECTORIES STEPS SEED MONTHS_PER_STEP FADE SHOCK TABLE ENDS
 * FADE and SHOCK are those of a step; TABLE holds the OCTAVES * BINS * NODES doubles of src/math/student5-table.ts; where each
 * trajectory ends is written to ENDS. Prints CPU seconds. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { OCTAVES = 10, BIN_BITS = 6, BINS = 64, NODES = 5, DRAWS = 8, MOST_STEPS = 1024 };
static double table[OCTAVES * BINS * NODES];

static void philox(uint32_t x0, uint32_t x1, uint32_t x2, uint32_t x3, uint32_t k0, uint32_t k1, uint32_t *out) {
  for (int round = 0; round < 10; round++) {
    uint64_t p0 = (uint64_t)0xd2511f53u * x0, p1 = (uint64_t)0xcd9e8d57u * x2;
    uint32_t n0 = (uint32_t)(p1 >> 32) ^ x1 ^ k0, n2 = (uint32_t)(p0 >> 32) ^ x3 ^ k1;
    x0 = n0; x1 = (uint32_t)p1; x2 = n2; x3 = (uint32_t)p0;
    k0 += 0x9e3779b9u; k1 += 0xbb67ae85u;
  }
  out[0] = x0; out[1] = x1; out[2] = x2; out[3] = x3;
}

typedef struct { uint32_t lo, hi; } pair;

/* FNV-1a, 64 bits */
static pair stream_of(const char *name) {
  uint64_t hash = 0xcbf29ce484222325u;
  for (; *name; name++) hash = (hash ^ (uint8_t)*name) * 0x100000001b3u;
  return (pair){ (uint32_t)hash, (uint32_t)(hash >> 32) };
}

static void fill_words(uint32_t *out, int steps, pair seed, pair stream, uint32_t world) {
  for (int i = 0; i < steps; i += 4) philox(world, (uint32_t)i / 4, stream.lo, stream.hi, seed.lo, seed.hi, out + i);
}

static void fill_uniforms(double *out, pair seed, pair stream, uint32_t world) {
  uint32_t b[4];
  for (int i = 0; i < DRAWS; i += 2) {
    philox(world, (uint32_t)i / 2, stream.lo, stream.hi, seed.lo, seed.hi, b);
    out[i] = ((b[0] >> 6) * 67108864.0 + (b[1] >> 6) + 0.5) * 0x1p-52;
    out[i + 1] = ((b[2] >> 6) * 67108864.0 + (b[3] >> 6) + 0.5) * 0x1p-52;
  }
}

/* The far tail, one draw in a thousand: the polynomial of src/math/student.ts. */
static double tail5(double x) {
  static const double c[] = { -6.113004891386518e-10, -1.804175965099068e-09, -2.437614925925377e-09, -7.298564276499497e-09,
    -2.7767961853792507e-8, -8.359414534322975e-08, -2.4683269236435606e-7, -7.536099525094048e-07, -2.3252391009965204e-6,
    -7.2384998724924715e-6, -2.2838247531488214e-5, -7.33319137486945e-05, -0.00024104674696885311, -0.0008189726668407652,
    -0.002925466109674404, -0.011373995700173877, -0.052639858020283016, -0.43868857857226273, 1.173261407452729 };
  double y = c[0];
  for (int i = 1; i < 19; i++) y = y * x + c[i];
  return y;
}

static double improve_root(double y, double q) {
  double square = y * y, e = 1 - q * y * (square * square);
  return y + y * e * (1.0 / 5 + e * (3.0 / 25 + e * (11.0 / 125 + e * (44.0 / 625))));
}

static double far_student5(double p) {
  double r = p - 0.5, q = r < 0 ? p : 1 - p, centre = 0.2626527804403767, y;
  uint64_t bits;
  memcpy(&bits, &q, 8);
  uint32_t high = (uint32_t)(bits >> 32);
  bits = (uint64_t)(0x4cb8a000u - (uint32_t)((int32_t)high / 5)) << 32 | (uint32_t)bits;
  memcpy(&y, &bits, 8);
  double root = improve_root(improve_root(y, q), q);
  double size = root * tail5((q * root * root * root - centre) / centre);
  return r < 0 ? -size : size;
}

static inline double student5_of_word(uint32_t word) {
  uint32_t tail = (int32_t)word < 0 ? ~word : word;
  if (tail < 1u << (31 - OCTAVES)) return far_student5((word + 0.5) * 0x1p-32);
  int zeros = __builtin_clz(tail);
  uint32_t bin = (tail << (zeros + 1)) >> (32 - BIN_BITS);
  double x = (int32_t)((tail << (zeros + 1 + BIN_BITS)) ^ 0x80000000u);
  const double *c = table + (((uint32_t)(zeros - 1) << BIN_BITS) | bin) * NODES;
  double t = (((c[4] * x + c[3]) * x + c[2]) * x + c[1]) * x + c[0];
  return (int32_t)word < 0 ? -t : t;
}

/* FDLIBM's logarithm, as in src/math/exponential.ts, for positive normal arguments. */
static double natural_log(double x) {
  uint64_t bits;
  memcpy(&bits, &x, 8);
  uint32_t word = (uint32_t)(bits >> 32) + (0x3ff00000u - 0x3fe6a09eu);
  int k = ((int32_t)word >> 20) - 1023;
  bits = (uint64_t)((word & 0x000fffff) + 0x3fe6a09e) << 32 | (uint32_t)bits;
  double m;
  memcpy(&m, &bits, 8);
  double f = m - 1, half = 0.5 * f * f, s = f / (2 + f), z = s * s, w = z * z;
  double even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  double odd = z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  return s * (half + (odd + even)) + (k * 1.9082149292705877e-10 + 0) - half + f + k * 0.6931471803691238;
}

static inline double least(double a, double b) { return a < b ? a : b; }
static inline double largest(double a, double b) { return a > b ? a : b; }

static double log_fire_ratio(double a, double d) {
  if (a == d) return 0;
  if (a <= 0) return -3;
  if (d <= 0) return 3;
  return largest(-3, least(3, natural_log(a / d)));
}

typedef struct { double shells, men, heavy, inflow, demand, recruits, losses, per_km2, lost, floor, heavy_in, heavy_per_casualty, rounds; } side;
typedef struct { double rate, most, least, fade, shock, mean, pull, neutral, months; side a, d; } war;
typedef struct { double line[MOST_STEPS + 1], ratio[MOST_STEPS + 1]; } path;

static void run(const war *w, const double *shocks, int steps, path *out) {
  side a = w->a, d = w->d;
  double level = w->rate, line = 0, last_a = 1, last_d = 1, ratio = 0;
  for (int step = 1; step <= steps; step++) {
    double available_a = a.shells + a.inflow, available_d = d.shells + d.inflow;
    double fired_a = largest(0, least(least(available_a, a.demand), a.heavy * a.rounds));
    double fired_d = largest(0, least(least(available_d, d.demand), d.heavy * d.rounds));
    a.shells = available_a - fired_a;
    d.shells = available_d - fired_d;
    if (fired_a != last_a || fired_d != last_d) {
      ratio = log_fire_ratio(fired_a, fired_d);
      last_a = fired_a;
      last_d = fired_d;
    }
    level = w->mean + w->fade * (level - w->mean) + w->shock * shocks[step - 1];
    double rate = level + w->pull * (ratio - w->neutral);
    if (rate > 0 ? a.men < a.floor : d.men < d.floor) rate = 0;
    double moved = largest(w->least, least(w->most, line + rate * w->months));
    double taken = moved - line;
    line = moved;
    double casualties_a = a.losses + a.per_km2 * largest(0, taken), casualties_d = d.losses + d.per_km2 * largest(0, -taken);
    a.men = largest(0, a.men + a.recruits - casualties_a * a.lost);
    d.men = largest(0, d.men + d.recruits - casualties_d * d.lost);
    a.heavy = largest(0, a.heavy + a.heavy_in - a.heavy_per_casualty * casualties_a);
    d.heavy = largest(0, d.heavy + d.heavy_in - d.heavy_per_casualty * casualties_d);
    out->line[step] = line;
    out->ratio[step] = ratio;
  }
}

/* The parameters of a trajectory, as bench/war.ts sets them. */
static war draw(const double *u, double months, double fade, double shock) {
  side a = { 1e6, 6e5, 8000, (250000 + 100000 * u[0]) * months, 360000 * months, 36000 * months, (17500 + 5000 * u[1]) * months, 42.6, 1 - 0.4, 3e5,
             300 * months, 10.0 / 1000, 1000 * months };
  side d = { 2e5, 4e5, 4000, (100000 + 100000 * u[2]) * months, 200000 * months, 26000 * months, (12500 + 5000 * u[3]) * months, 30, 1 - 0.4, 3e5,
             150 * months, 10.0 / 1000, 1000 * months };
  return (war){ 300 + 160 * u[4], 500000, -100000, fade, (100 + 80 * u[5]) * shock, -100 + 400 * u[6], 450 * u[7], 0, months, a, d };
}

int main(int count, char **arguments) {
  if (count != 9) return 2;
  int trajectories = atoi(arguments[1]), steps = atoi(arguments[2]);
  pair seed = { (uint32_t)atoi(arguments[3]), 0 };
  double months = atof(arguments[4]), fade = atof(arguments[5]), shock = atof(arguments[6]);
  FILE *file = fopen(arguments[7], "rb");
  if (!file || fread(table, 8, OCTAVES * BINS * NODES, file) != OCTAVES * BINS * NODES || steps > MOST_STEPS) return 1;
  fclose(file);
  double *ends = malloc(8 * (size_t)trajectories);
  uint32_t words[MOST_STEPS + 4];
  double u[DRAWS], shocks[MOST_STEPS];
  path *out = malloc(sizeof(path));
  clock_t start = clock();
  pair of_war = stream_of("war/ensemble"), of_draws = stream_of("bench/war");
  for (int k = 0; k < trajectories; k++) {
    fill_uniforms(u, seed, of_draws, (uint32_t)k);
    war w = draw(u, months, fade, shock);
    fill_words(words, steps, seed, of_war, (uint32_t)k);
    for (int i = 0; i < steps; i++) shocks[i] = student5_of_word(words[i]);
    run(&w, shocks, steps, out);
    ends[k] = out->line[steps];
  }
  printf("%.4f\n", (double)(clock() - start) / CLOCKS_PER_SEC);
  file = fopen(arguments[8], "wb");
  return !file || fwrite(ends, 8, (size_t)trajectories, file) != (size_t)trajectories || fclose(file) != 0;
}
