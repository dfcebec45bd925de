/**
 * The judge: renders the passages that an exercise's checks ask for, each once with all the taps it needs,
 * measures, and says what is met. Pure: the renderer comes from outside, a worker's on pages, Node's in tests.
 */
import type { OfflineRenderer, Progress, Rendered, RenderRequest, Tap } from '../../engine/facade.ts';
import type { Session } from '../../session/document.ts';
import type { Check, CheckResult, Exercise, Passage } from '../types.ts';
import type { CheckKind, Heard, References, Stereo } from './kind.ts';
import { soloedOnce } from '../solo.ts';
import { kindOf } from './registry.ts';
import { recogniseTrap } from './traps.ts';
import { finite, verdictOf } from './verdict.ts';

export interface JudgeOptions {
  onProgress?: Progress | undefined;
  signal?: AbortSignal | undefined;
  /** What was measured of starts, kept from one judgement to the next: the start seldom changes. */
  starts?: StartCache | undefined;
}

/** What was measured of one start session at a time, by check. */
export interface StartCache {
  session: Session | null;
  features: Map<string, unknown>;
}

/** A cache that holds nothing yet. */
export const newStartCache = (): StartCache => ({ session: null, features: new Map() });

/** Begin and end of a passage in seconds. Throws for a section that the song does not have. */
export function passageTimes(
  passage: Passage,
  { sections, durationS }: References,
): { fromS: number; toS: number } {
  if (passage === 'song') return { fromS: 0, toS: durationS };
  if ('fromS' in passage) return passage;
  const section = sections.find(({ id }) => id === passage.section);
  if (!section) throw new Error(`the song has no section «${passage.section}»`);
  return section;
}

/** One check on one session. */
interface Task {
  check: Check;
  kind: CheckKind<Check['kind'], unknown>;
  session: Session;
  fromS: number;
  toS: number;
  taps: Record<string, Tap>;
  /** Where the measured feature goes. */
  into: Map<Check, unknown>;
}

/** Tasks that one render serves. */
interface Batch {
  request: RenderRequest;
  tasks: Task[];
}

/** The same check of the same start measures the same, whatever exercise it stands in. */
const keyOf = (check: Check): string => JSON.stringify(check);

/**
 * Verdicts of all checks, in the exercise's order.
 * @param session the learner's
 * @param start what relative checks compare with: the session that the learner began with
 */
export async function judge(
  exercise: Exercise,
  session: Session,
  start: Session,
  references: References,
  render: OfflineRenderer['render'],
  { onProgress, signal, starts = newStartCache() }: JudgeOptions = {},
): Promise<CheckResult[]> {
  if (starts.session !== start) {
    starts.session = start;
    starts.features.clear();
  }
  const checks = Object.entries(exercise.checks);
  const now = new Map<Check, unknown>();
  const before = new Map<Check, unknown>();
  const task = (check: Check, whole: Session, into: Map<Check, unknown>): Task => {
    const kind = kindOf(check);
    const of = check.solo ? soloedOnce(whole, check.solo) : whole;
    return {
      check,
      kind,
      session: kind.session?.(of, check) ?? of,
      ...passageTimes(check.passage, references),
      taps: kind.taps(check, of),
      into,
    };
  };
  const compared = checks.map(([, check]) => check).filter((check) => kindOf(check).relative(check));
  const missing = compared.filter((check) => !starts.features.has(keyOf(check)));

  const batches = [
    ...batchesOf(missing.map((check) => task(check, start, before))),
    ...batchesOf(checks.map(([, check]) => task(check, session, now))),
  ];
  const whole = batches.reduce((sum, { request }) => sum + request.toS - request.fromS, 0);
  let doneS = 0;
  for (const batch of batches) {
    const { request } = batch;
    const lengthS = request.toS - request.fromS;
    const rendered = await renderTaps(request, render, {
      onProgress: (done) => onProgress?.((doneS + done * lengthS) / whole),
      signal,
    });
    const cuts = new Map<string, Stereo>();
    for (const task of batch.tasks) {
      signal?.throwIfAborted();
      task.into.set(task.check, task.kind.measure(hear(batch, rendered, cuts, task, references), task.check));
    }
    doneS += lengthS;
    onProgress?.(doneS / whole);
  }
  for (const check of missing) starts.features.set(keyOf(check), before.get(check));

  const values = Object.fromEntries(
    checks.map(([id, check]) => {
      const from = compared.includes(check) ? starts.features.get(keyOf(check)) : null;
      return [id, finite(kindOf(check).value(now.get(check), from ?? null, check))];
    }),
  );
  return resultsOf(exercise, values);
}

/** A check of something that is switched off needs no sound at all. */
async function renderTaps(
  request: RenderRequest,
  render: OfflineRenderer['render'],
  { onProgress, signal }: Pick<JudgeOptions, 'onProgress' | 'signal'>,
): Promise<Rendered> {
  if (Object.keys(request.taps).length === 0) return { sampleRate: 48_000, taps: {} };
  return render(request, { ...(onProgress ? { onProgress } : {}), ...(signal ? { signal } : {}) });
}

/** Verdicts and hints of measured values. */
export function resultsOf(exercise: Exercise, values: Record<string, number>): CheckResult[] {
  const trap = recogniseTrap(exercise, values);
  return Object.entries(exercise.checks).map(([id, check]) => {
    const value = values[id] as number;
    const { atLeast, atMost } = check;
    const range = {
      ...(atLeast === undefined ? {} : { atLeast }),
      ...(atMost === undefined ? {} : { atMost }),
    };
    const verdict = verdictOf(value, range, check.closeBy);
    const named = trap !== null && exercise.traps[trap]?.fails === id ? exercise.traps[trap].hint : null;
    const own = value > (atMost ?? Infinity) ? (check.hintAbove ?? check.hint) : check.hint;
    const hint = verdict === 'met' ? null : (named ?? own);
    const kind = kindOf(check);
    const word = kind.word?.(value, check) ?? null;
    const measured = { value, unit: kind.unit(check), ...(word === null ? {} : { word }) };
    return { check: id, label: check.label, ...measured, range, verdict, hint };
  });
}

/**
 * Tasks by session and passage. A passage that lies within another is taken from the longer one's render, and
 * taps of the same place are rendered once.
 */
function batchesOf(tasks: readonly Task[]): Batch[] {
  const batches: Batch[] = [];
  const byLength = [...tasks].sort((a, b) => b.toS - b.fromS - (a.toS - a.fromS));
  for (const task of byLength) {
    const leadS = Math.min(task.kind.leadS, task.fromS);
    const from = task.fromS - leadS;
    let batch = batches.find(
      ({ request }) =>
        request.session === task.session && request.fromS <= task.fromS && request.toS >= task.toS,
    );
    if (!batch) {
      batch = { request: { session: task.session, fromS: task.fromS, toS: task.toS, taps: {} }, tasks: [] };
      batches.push(batch);
    }
    batch.request.fromS = Math.min(batch.request.fromS, from);
    batch.tasks.push(task);
    for (const tap of Object.values(task.taps)) batch.request.taps[nameOf(tap)] = tap;
  }
  return batches;
}

const nameOf = (tap: Tap): string => JSON.stringify(tap);

/** What one task hears of its batch's render. Tasks that ask for the same passage of the same tap get the same object. */
function hear(
  { request }: Batch,
  rendered: Rendered,
  cuts: Map<string, Stereo>,
  task: Task,
  references: References,
): Heard {
  const { sampleRate } = rendered;
  const frameOf = (atS: number): number => Math.round((atS - request.fromS) * sampleRate);
  const from = frameOf(task.fromS);
  const frames = Math.round((task.toS - task.fromS) * sampleRate);
  const lead = from - frameOf(task.fromS - Math.min(task.kind.leadS, task.fromS));
  const cut = (name: string, begin: number): Stereo => {
    const tap = task.taps[name];
    const sound = tap && rendered.taps[nameOf(tap)];
    if (!sound) throw new Error(`«${name}» was not rendered`);
    const key = `${nameOf(tap)} ${begin} ${frames}`;
    const known = cuts.get(key);
    if (known) return known;
    const made = {
      left: sound.left.subarray(begin, from + frames),
      right: sound.right.subarray(begin, from + frames),
    };
    cuts.set(key, made);
    return made;
  };
  return {
    session: task.session,
    sampleRate,
    fromS: task.fromS,
    references,
    tap: (name) => cut(name, from),
    withLead: (name) => ({ ...cut(name, from - lead), lead }),
  };
}
