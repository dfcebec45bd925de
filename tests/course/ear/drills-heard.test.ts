/** What a drill says is right is what can be heard: each answer is found again by measuring the sounds it plays. */
import { describe, expect, it } from 'vitest';
import { throughChain } from '../../../src/course/ear/chain.ts';
import type { DrillKind, Question } from '../../../src/course/ear/drills/kind.ts';
import { DRILLS } from '../../../src/course/ear/drills/registry.ts';
import { seededRandom } from '../../../src/course/ear/random.ts';
import { rmsDb } from '../../../src/dsp/meters/level.ts';
import { percentile } from '../../../src/dsp/meters/percentile.ts';

const RATE = 48_000;
const HIT_S = 0.5;
const SECONDS = 2;

type Sound = { left: Float32Array; right: Float32Array };
const alike = (make: (i: number) => number, seconds = SECONDS): Sound => {
  const left = Float32Array.from({ length: seconds * RATE }, (_, i) => make(i));
  return { left, right: left.slice() };
};
const noise = (): (() => number) => {
  const random = seededRandom(7);
  return () => 2 * random() - 1;
};
/** Hits of noise, two a second, over a soft bed: something for every detector. */
const hits = (): Sound => {
  const next = noise();
  return alike((i) => next() * (0.8 * Math.exp(-((i / RATE) % HIT_S) / 0.04) + 0.02));
};
/** One click, so that what comes after it is what was added. */
const click = (seconds = SECONDS): Sound => alike((i) => (i === 100 ? 0.9 : 0), seconds);
const bassNote = (): Sound => alike((i) => 0.5 * Math.sin((2 * Math.PI * 110 * i) / RATE), 2);

/** Level of one frequency in dB: what a chain does to it, when the sound is a click. */
function levelAt(samples: Float32Array, hz: number): number {
  const step = (2 * Math.PI * hz) / RATE;
  let re = 0;
  let im = 0;
  for (let i = 0; i < samples.length; i++) {
    re += (samples[i] as number) * Math.cos(step * i);
    im -= (samples[i] as number) * Math.sin(step * i);
  }
  return 10 * Math.log10(re * re + im * im);
}

/** Distance from loud to soft in dB, by windows of 20 ms. */
function spreadDb({ left }: Sound): number {
  const frames = 0.02 * RATE;
  const levels = Array.from({ length: Math.floor(left.length / frames) }, (_, i) =>
    rmsDb([left.subarray(i * frames, (i + 1) * frames)]),
  );
  return percentile(levels, 95) - percentile(levels, 10);
}

const drill = (id: string): DrillKind => DRILLS.find((each) => each.id === id)!;
/** One question for every answer that a level can have. */
function everyAnswer(kind: DrillKind, level: number): Question[] {
  const found = new Map<string, Question>();
  for (let seed = 0; seed < 200; seed++) {
    const question = kind.question(seededRandom(seed), level);
    if (!found.has(question.answer)) found.set(question.answer, question);
  }
  return [...found.values()];
}
const played = (sound: Sound, question: Question): [Sound, Sound] =>
  question.chains.map((chain) => throughChain(sound, chain, RATE)) as [Sound, Sound];
const levels = (kind: DrillKind) => kind.levels.map((label, level) => [label, level] as const);

describe('what a drill says is right can be measured', () => {
  it.each(levels(drill('bands')))('bands, %s', (_label, level) => {
    for (const question of everyAnswer(drill('bands'), level)) {
      const [first, second] = played(click(0.25), question);
      const moved = question.choices.map(({ id }) => {
        const hz = Number(id);
        return levelAt(second.left, hz) - levelAt(first.left, hz);
      });
      const sign = question.ask.includes('raised') ? 1 : -1;
      const most = moved.reduce((at, db, i) => (sign * db > sign * moved[at]! ? i : at), 0);
      expect(question.choices[most]!.id).toBe(question.answer);
      expect(question.truth).toContain(`${sign > 0 ? '+' : '−'}${Math.round(Math.abs(moved[most]!))} dB`);
    }
  });

  it.each(levels(drill('compression')))('compression, %s', (_label, level) => {
    const questions = everyAnswer(drill('compression'), level);
    const sound = hits();
    const spreads = questions.map((question) => {
      const [first, second] = played(sound, question);
      return { question, first: spreadDb(first), second: spreadDb(second) };
    });
    if (questions[0]!.shown === 'pair') {
      for (const { question, first, second } of spreads)
        expect(first < second ? 'A' : 'B').toBe(question.answer);
    } else {
      // The higher the ratio, the nearer loud and soft, and by what can be heard.
      const inOrder = [...spreads].sort((a, b) => Number(a.question.answer) - Number(b.question.answer));
      for (let i = 1; i < inOrder.length; i++)
        expect(inOrder[i - 1]!.second - inOrder[i]!.second).toBeGreaterThan(0.3);
    }
  });

  it.each(levels(drill('distortion')))('distortion, %s', (_label, level) => {
    const sound = bassNote();
    for (const question of everyAnswer(drill('distortion'), level)) {
      const [first, second] = played(sound, question).map(
        ({ left }) => levelAt(left, 330) - levelAt(left, 110),
      ) as [number, number];
      expect(first > second ? 'A' : 'B').toBe(question.answer);
      expect(Math.abs(first - second)).toBeGreaterThan(10);
    }
  });

  it.each(levels(drill('pan')))('pan, %s', (_label, level) => {
    const sound = hits();
    const places = everyAnswer(drill('pan'), level).map((question) => {
      const [, second] = played(sound, question);
      const [left, right] = [second.left, second.right].map((side) => 10 ** (rmsDb([side]) / 20));
      return { pan: Number(question.answer), at: (Math.atan2(right!, left!) * 400) / Math.PI - 100 };
    });
    // The sine law: the angle is the place.
    for (const { pan, at } of places) expect(Math.abs(at - pan)).toBeLessThan(1);
  });

  it.each(levels(drill('delay')))('delay, %s', (_label, level) => {
    for (const question of everyAnswer(drill('delay'), level)) {
      const [first, second] = played(click(), question);
      const echo = second.left.map((v, i) => (i < 100 + 0.02 * RATE ? 0 : Math.abs(v - first.left[i]!)));
      const at = echo.reduce((most, v, i) => (v > echo[most]! ? i : most), 0);
      expect(((at - 100) / RATE) * 1000).toBeCloseTo(Number(question.answer), 0);
    }
  });

  it.each(levels(drill('reverb')))('reverb, %s', (_label, level) => {
    const tails = everyAnswer(drill('reverb'), level).map((question) => {
      const [, second] = played(click(), question);
      const after = (fromS: number, toS: number) => rmsDb([second.left.slice(fromS * RATE, toS * RATE)]);
      // Time until 60 dB less, from how much is lost in 0.4 s.
      return { saysS: Number(question.answer), isS: (60 * 0.4) / (after(0.1, 0.2) - after(0.5, 0.6)) };
    });
    // Over all frequencies it is a little shorter than in the middle, because the highs are damped.
    for (const { saysS, isS } of tails) expect(Math.abs(isS / saysS - 0.9)).toBeLessThan(0.2);
    const inOrder = [...tails].sort((a, b) => a.saysS - b.saysS);
    for (let i = 1; i < inOrder.length; i++)
      expect(inOrder[i]!.isS).toBeGreaterThan(inOrder[i - 1]!.isS * 1.08);
  });

  it.each([...levels(drill('level')), ...levels(drill('loudness'))])(
    'level and loudness, %s',
    (label, at) => {
      const kind = drill(label.includes('LU') ? 'loudness' : 'level');
      const apart = Number.parseFloat(label);
      for (const question of everyAnswer(kind, at)) {
        const louder = question.answer === 'louder' || question.answer === 'B';
        expect(question.apartLu).toBe(louder ? apart : -apart);
        expect(question.truth).toContain(String(apart));
      }
    },
  );

  it('loudness: the one that is called bright has the highs', () => {
    for (let seed = 0; seed < 8; seed++) {
      const question = drill('loudness').question(seededRandom(seed), 0);
      const [first, second] = played(click(0.25), question).map(
        ({ left }) => levelAt(left, 9000) - levelAt(left, 400),
      ) as [number, number];
      expect(question.truth).toContain(`${first > second ? 'A' : 'B'} is the brighter one`);
    }
  });
});
