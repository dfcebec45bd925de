/** Renders and measures away from the page: judges exercises, and says how loud passages are. */
import { judge, newStartCache } from '../course/checks/judge.ts';
import { stemsComparedWithClean } from '../course/checks/distance-to-clean.ts';
import { sumOf, tapOf } from '../course/checks/kind.ts';
import type { References, Stereo } from '../course/checks/kind.ts';
import { soloed } from '../course/solo.ts';
import type { CheckResult, SongInfo } from '../course/types.ts';
import { integratedLoudness } from '../dsp/meters/loudness.ts';
import { rmsDb } from '../dsp/meters/level.ts';
import { maskingMap } from '../dsp/meters/masking.ts';
import { toneOf } from '../dsp/meters/tone.ts';
import type { Tone } from '../dsp/meters/tone.ts';
import { passageTruePeakDb, truePeakDb } from '../dsp/meters/true-peak.ts';
import type { OfflineRenderer, SongManifest } from '../engine/facade.ts';
import type { Session } from '../session/document.ts';
import { sameJson } from '../session/json.ts';
import type {
  Answer,
  Answers,
  FiguresTask,
  FromWorker,
  JudgeTask,
  LoudnessTask,
  MaskingTask,
  RenderedPassage,
  RenderTask,
  SoundTask,
  Task,
  ToneTask,
  ToWorker,
} from './measure-protocol.ts';

type CleanLevels = References['clean'][string];

const songs: Record<string, SongManifest> = {};
const presets: Record<string, Session> = {};
const running = new Map<number, AbortController>();
const starts = newStartCache();
const clean = new Map<string, Promise<CleanLevels>>();
let renderer: Promise<OfflineRenderer> | null = null;

const tell = (message: FromWorker, transfer: Transferable[] = []): void =>
  self.postMessage(message, { transfer });

/** A failure that the learner is told in these words. */
class Told extends Error {}

function rendererAt(audioRoot: string): Promise<OfflineRenderer> {
  renderer ??= import('../engine/offline/fetch-renderer.ts').then(({ createFetchRenderer }) =>
    createFetchRenderer({
      audioRoot,
      library: {
        songs: (id) => (Object.hasOwn(songs, id) ? songs[id] : undefined),
        sessionOf: (print) => (Object.hasOwn(presets, print) ? (presets[print] as Session) : null),
      },
    }),
  );
  renderer.catch(() => {
    renderer = null;
  });
  return renderer;
}

/** The measures of clean stems, by stem; each fetched once, a failure may be tried again. */
async function cleanOf(
  song: SongInfo,
  stems: Iterable<string>,
  audioRoot: string,
): Promise<References['clean']> {
  const load = async (stem: string): Promise<[string, CleanLevels][]> => {
    const file = song.manifest.clean[stem];
    if (file === undefined) return [];
    const name = `${song.id}/${file}`;
    let loading = clean.get(name);
    if (!loading) {
      loading = fetch(audioRoot + name).then((response) => {
        if (!response.ok)
          throw new Told(
            'What your sound is compared with did not load. Check the connection and try again.',
          );
        return response.json() as Promise<CleanLevels>;
      });
      loading.catch(() => clean.delete(name));
      clean.set(name, loading);
    }
    return [[stem, await loading]];
  };
  return Object.fromEntries((await Promise.all([...stems].map(load))).flat());
}

async function judgeTask(
  { exercise, session, start, song }: JudgeTask,
  audioRoot: string,
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<CheckResult[]> {
  const [{ render }, references] = await Promise.all([
    rendererAt(audioRoot),
    cleanOf(song, stemsComparedWithClean(exercise, session), audioRoot),
  ]);
  // Every task brings its own copy of the start: what was measured of an equal one holds.
  const known = starts.session !== null && sameJson(starts.session, start) ? starts.session : start;
  const { sections, durationS } = song;
  return judge(exercise, session, known, { sections, durationS, clean: references }, render, {
    onProgress,
    signal,
    starts,
  });
}

async function loudnessTask(
  { sessions, solo, passage }: LoudnessTask,
  audioRoot: string,
  signal: AbortSignal,
): Promise<number[]> {
  const { render } = await rendererAt(audioRoot);
  const loudness: number[] = [];
  for (const session of sessions) {
    const request = { session: soloed(session, solo), ...passage, taps: { mix: { kind: 'tap' } } } as const;
    const { sampleRate, taps } = await render(request, { signal });
    const { left, right } = taps['mix'] as { left: Float32Array; right: Float32Array };
    loudness.push(integratedLoudness([left, right], sampleRate));
  }
  return loudness;
}

async function renderTask(
  { session, solo, passage, tap }: RenderTask,
  audioRoot: string,
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<RenderedPassage> {
  const { render } = await rendererAt(audioRoot);
  const request = { session: soloed(session, solo), ...passage, taps: { sound: tap } };
  const { sampleRate, taps } = await render(request, { signal, onProgress });
  const { left, right } = taps['sound'] as Pick<RenderedPassage, 'left' | 'right'>;
  return {
    left,
    right,
    integratedLufs: integratedLoudness([left, right], sampleRate),
    truePeakDb: passageTruePeakDb([left, right], sampleRate),
  };
}

async function figuresTask(
  { session, checks, song }: FiguresTask,
  audioRoot: string,
  signal: AbortSignal,
): Promise<Record<string, number>> {
  const { render } = await rendererAt(audioRoot);
  const { sections, durationS } = song;
  const exercise = { owns: [], pins: {}, start: {}, solutions: [], traps: {}, checks };
  // The judge's own start stays measured: these figures compare with nothing.
  const results = await judge(exercise, session, session, { sections, durationS, clean: {} }, render, {
    signal,
  });
  return Object.fromEntries(results.map(({ check, value }) => [check, value]));
}

/** Quieter than this, −90 dBFS, nothing is there to be covered. */
const UNHEARD_DB = -90;

async function maskingTask(
  { session, of, by, passage }: MaskingTask,
  audioRoot: string,
  signal: AbortSignal,
): Promise<Answers['masking']> {
  const { render } = await rendererAt(audioRoot);
  const tapped = Object.fromEntries([of, ...by].map((strip) => [strip, tapOf(strip)]));
  const { sampleRate, taps } = await render({ session, ...passage, taps: tapped }, { signal });
  const target = taps[of] as Stereo;
  const masker = sumOf(by.map((strip) => taps[strip] as Stereo));
  if (rmsDb([target.left, target.right]) < UNHEARD_DB) return null;
  return maskingMap([target.left, target.right], [masker.left, masker.right], sampleRate);
}

async function toneTask(
  { session, passage }: ToneTask,
  audioRoot: string,
  signal: AbortSignal,
): Promise<Tone> {
  const { render } = await rendererAt(audioRoot);
  const request = { session, ...passage, taps: { mix: { kind: 'tap' } } } as const;
  const { sampleRate, taps } = await render(request, { signal });
  const { left, right } = taps['mix']!;
  return toneOf(left, right, sampleRate);
}

async function soundTask({ left, right }: SoundTask): Promise<Answers['sound']> {
  return {
    integratedLufs: integratedLoudness([left, right], 48_000),
    truePeakDb: truePeakDb([left, right]),
  };
}

function answerTo(
  task: Task,
  audioRoot: string,
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<Answer> {
  switch (task.kind) {
    case 'judge':
      return judgeTask(task, audioRoot, onProgress, signal);
    case 'loudness':
      return loudnessTask(task, audioRoot, signal);
    case 'render':
      return renderTask(task, audioRoot, onProgress, signal);
    case 'figures':
      return figuresTask(task, audioRoot, signal);
    case 'masking':
      return maskingTask(task, audioRoot, signal);
    case 'tone':
      return toneTask(task, audioRoot, signal);
    case 'sound':
      return soundTask(task);
  }
}

/** Sound is handed over, not copied. */
function soundOf(task: Task, answer: Answer): Transferable[] {
  if (task.kind !== 'render') return [];
  const { left, right } = answer as RenderedPassage;
  return [left.buffer, right.buffer];
}

async function run(id: number, task: Task, audioRoot: string): Promise<void> {
  const abort = new AbortController();
  running.set(id, abort);
  if (task.kind !== 'sound') {
    songs[task.song.id] = task.song.manifest;
    Object.assign(presets, task.presets);
  }
  try {
    const answer = await answerTo(task, audioRoot, (progress) => tell({ id, progress }), abort.signal);
    tell({ id, answer }, soundOf(task, answer));
  } catch (error) {
    if (!abort.signal.aborted) console.error(error);
    const sentence =
      error instanceof Told
        ? error.message
        : 'Your sound could not be rendered: a part of the recording did not load. Check the connection and try again.';
    tell({ id, sentence: abort.signal.aborted ? null : sentence });
  } finally {
    running.delete(id);
  }
}

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if ('cancel' in data) running.get(data.id)?.abort();
  else void run(data.id, data.task, data.audioRoot);
};
