/**
 * The judge: renders the passages that an exercise's checks ask for, each once with all the taps it needs,
 * measures, and says what is met. Pure: the renderer comes from outside, a worker's on pages, Node's in tests.
 */
import type { OfflineRenderer, Progress, Rendered, RenderRequest, Tap } from '../../engine/facade.ts';
import type { Session } from '../../session/document.ts';
import type { Check, CheckResult, Exercise, Passage } from '../types.ts';
import type { CheckKind, Heard, References } from './kind.ts';
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

/** Tasks that one render serves: the same session and passage. */
interface Batch {
  request: RenderRequest;
  leadS: number;
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
  const task = (check: Check, of: Session, into: Map<Check, unknown>): Task => {
    const kind = kindOf(check);
    return {
      check,
      kind,
      session: of,
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
  for (const { request, leadS, tasks } of batches) {
    const lengthS = request.toS - request.fromS;
    const rendered = await renderTaps(request, render, {
      onProgress: (done) => onProgress?.((doneS + done * lengthS) / whole),
      signal,
    });
    for (const { check, kind, session: of, fromS, taps, into } of tasks) {
      signal?.throwIfAborted();
      into.set(check, kind.measure(hear(rendered, leadS, of, fromS, taps, references), check));
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
    const hint = verdict === 'met' ? null : (named ?? check.hint);
    return { check: id, label: check.label, value, unit: kindOf(check).unit(check), range, verdict, hint };
  });
}

/** Tasks by session and passage. Taps of the same place are rendered once. */
function batchesOf(tasks: readonly Task[]): Batch[] {
  const batches = new Map<string, Batch>();
  for (const task of tasks) {
    const key = `${task.fromS} ${task.toS}`;
    const batch = batches.get(key) ?? {
      request: { session: task.session, fromS: task.fromS, toS: task.toS, taps: {} },
      leadS: 0,
      tasks: [],
    };
    batches.set(key, batch);
    batch.tasks.push(task);
    batch.leadS = Math.max(batch.leadS, Math.min(task.kind.leadS, task.fromS));
    for (const tap of Object.values(task.taps)) batch.request.taps[nameOf(tap)] = tap;
  }
  return [...batches.values()].map(({ request, leadS, tasks: of }) => ({
    request: { ...request, fromS: request.fromS - leadS },
    leadS,
    tasks: of,
  }));
}

const nameOf = (tap: Tap): string => JSON.stringify(tap);

function hear(
  rendered: Rendered,
  leadS: number,
  session: Session,
  fromS: number,
  taps: Record<string, Tap>,
  references: References,
): Heard {
  const lead = Math.round(leadS * rendered.sampleRate);
  const whole = (name: string): { left: Float32Array; right: Float32Array } => {
    const tap = taps[name];
    const sound = tap && rendered.taps[nameOf(tap)];
    if (!sound) throw new Error(`«${name}» was not rendered`);
    return sound;
  };
  return {
    session,
    sampleRate: rendered.sampleRate,
    fromS,
    references,
    tap: (name) => {
      const { left, right } = whole(name);
      return { left: left.subarray(lead), right: right.subarray(lead) };
    },
    withLead: (name) => ({ ...whole(name), lead }),
  };
}
