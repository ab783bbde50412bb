import fc from "fast-check";
import { expect, test } from "vitest";
import { wholeNumbers } from "../../src/embedding/whole-numbers.js";

const vector = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 64, maxLength: 64 });

const cosine = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  const dot = (x: ArrayLike<number>, y: ArrayLike<number>) => Array.from(x).reduce((sum, v, i) => sum + v * y[i]!, 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
};

/** Values as a model gives them: many of like size. */
const wave = (phase: number, turns: number) =>
  Array.from({ length: 256 }, (_, i) => Math.sin(i * turns + phase) + 0.3 * Math.cos(i * 2.7 * turns));

test("the cosine of two vectors changes by less than a hundredth", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 6, noNaN: true }), fc.double({ min: 0, max: 6, noNaN: true }), (p, q) => {
      const [a, b] = [wave(p, 1.3), wave(q, 1.3)];
      const near = cosine(wholeNumbers("m", a)!.values, wholeNumbers("m", b)!.values);
      expect(Math.abs(near - cosine(a, b))).toBeLessThan(0.01);
    }),
  );
});

test("a vector's scale changes nothing, however small or large", () => {
  for (const scale of [1e-300, 1e-9, 1e9, 1e300]) {
    expect(
      wholeNumbers(
        "m",
        wave(1, 1.1).map((value) => value * scale),
      ),
    ).toEqual(wholeNumbers("m", wave(1, 1.1)));
  }
});

test("whatever comes, it is a vector of eight-bit numbers or none", () => {
  const wild = fc.array(fc.double(), { maxLength: 100 });
  fc.assert(
    fc.property(fc.oneof(wild, vector), (values) => {
      const meaning = wholeNumbers("m", values);
      const usable = values.length >= 8 && values.every(Number.isFinite) && values.some((value) => value !== 0);
      expect(meaning !== null).toBe(usable);
      if (meaning) expect(Array.from(meaning.values).every((value) => Math.abs(value) <= 127)).toBe(true);
    }),
  );
});
