/**
 * Working sessions. Cells of a lesson that name the same mix share one; it lives as long as the document, is kept on
 * the device, and begins as `course/own-mix.ts` says.
 */
import { batch, computed, signal } from '@preact/signals';
import type { CheckResult, Exercise, MixSpec, PageData, SongInfo } from '../course/types.ts';
import type { Programme } from '../engine/facade.ts';
import type { Patch, Session } from '../session/document.ts';
import type { History, Moved } from '../session/undo.ts';
import { editorNow, fetchEditor, fetchEditorInTime } from './editing.ts';
import type { Editor } from './editing.ts';
import { linkFormat, stateFor } from './links.ts';
import { measuring } from './measuring.ts';
import { readKeptPatch } from './kept-patch.ts';
import type { KeptPatch } from './kept-patch.ts';
import { keepOwnMix, readOwnMix } from './own-mixes.ts';
import { pageData } from './page-data.ts';
import { nameOnPage } from './page-name.ts';
import { markPassed } from './progress.ts';
import { sketch } from './sketch.ts';
import { keepRecord, readRecord } from './store.ts';
import type { Mix } from './types.ts';

/** Time without an edit after which the working session is written to the device. */
const SAVE_AFTER_MS = 400;
/** Time after the first edit before the judge gets ready: the hand on the control comes first. */
const WARM_AFTER_MS = 1000;

const NO_EDITOR =
  'A part of the page has not arrived: check the connection. What you change meanwhile is kept and takes effect then.';

const open = new WeakMap<PageData, Map<string, WorkingMix>>();
/** In the browser the same lesson read again from a page gives the same mixes. */
const byName = new Map<string, WorkingMix>();

/**
 * The mix that a lesson's frontmatter calls `id`; on pages that are no lesson, `lesson` is null. On the server it
 * throws for a name that the page does not have, which fails the build.
 */
export function openMix(lesson: string | null, id: string): Mix {
  const name = nameOnPage(lesson, id);
  const inBrowser = typeof window !== 'undefined';
  const known = inBrowser ? byName.get(name) : undefined;
  if (known) return known;

  const data = pageData(lesson);
  const spec = Object.hasOwn(data.mixes, id) ? data.mixes[id] : undefined;
  if (!spec)
    throw new Error(
      `There is no mix «${id}» here. There are: ${Object.keys(data.mixes).join(', ') || 'none'}.`,
    );
  const mixes = open.get(data) ?? new Map<string, WorkingMix>();
  open.set(data, mixes);
  const mix = mixes.get(id) ?? new WorkingMix(name, id, lesson, spec, data);
  mixes.set(id, mix);
  if (inBrowser) {
    byName.set(name, mix);
    fetchEditorInTime();
    void mix.restore();
  }
  return mix;
}

/** The mix of that programme id, if a cell of this document opened it. */
export const mixOf = (programme: string): Mix | null => byName.get(programme) ?? null;

class WorkingMix implements Mix {
  readonly id: string;
  readonly song: SongInfo;
  readonly spec: MixSpec;
  readonly session;
  readonly restored = signal(false);
  readonly notice = signal<string | null>(null);
  readonly canUndo;
  readonly canRedo;

  private readonly shortName: string;
  private readonly lesson: string | null;
  private readonly exerciseId: string | null;
  private readonly exercise: Exercise | null;
  private readonly presets: Record<string, Session>;
  /** The course's version. */
  private readonly given: Session;
  /** What it begins with on a device that keeps nothing: the course's version as the exercise prepares it. */
  private readonly start: Session;
  /** Where Reset goes back to, and what relative checks compare with. */
  origin: Session;
  private readonly history = signal<History>({ done: [], undone: [] });
  /** Edits that wait for the editor, in order, and the session before the first of them. */
  private readonly waiting: ((editor: Editor) => void)[] = [];
  private sketchedOn: Session | null = null;
  private sketched: Patch = {};
  private warmed = false;
  private saving: ReturnType<typeof setTimeout> | null = null;

  constructor(name: string, shortName: string, lesson: string | null, spec: MixSpec, data: PageData) {
    const song = Object.hasOwn(data.songs, spec.song) ? data.songs[spec.song] : undefined;
    const given = Object.hasOwn(data.presets, spec.base) ? data.presets[spec.base] : undefined;
    if (!song) throw new Error(`${name}: this page has no song «${spec.song}».`);
    if (!given) throw new Error(`${name}: this page has no preset «${spec.base}».`);
    const { exercise } = spec;
    const found =
      exercise !== undefined && Object.hasOwn(data.exercises, exercise)
        ? data.exercises[exercise]
        : undefined;
    if (exercise !== undefined && !found)
      throw new Error(`${name}: this page has no exercise «${exercise}».`);
    this.id = name;
    this.shortName = shortName;
    this.lesson = lesson;
    this.song = song;
    this.spec = spec;
    this.exerciseId = exercise ?? null;
    this.exercise = found ?? null;
    this.presets = data.presets;
    this.given = given;
    this.start = Object.hasOwn(data.starts, shortName) ? (data.starts[shortName] as Session) : given;
    this.origin = this.start;
    this.session = signal(this.origin);
    this.canUndo = computed(() => this.history.value.done.length > 0);
    this.canRedo = computed(() => this.history.value.undone.length > 0);
  }

  readonly programme = (): Programme => ({ kind: 'session', id: this.id, session: this.session.peek() });

  dismissNotice(): void {
    this.notice.value = null;
  }

  edit(patch: Patch, gesture?: string): void {
    if (!editorNow()) {
      this.sketchedOn ??= this.session.peek();
      this.session.value = sketch(this.session.peek(), patch);
      this.sketched = { ...this.sketched, ...patch };
    }
    this.withEditor((editor) => this.apply(editor, patch, gesture));
  }

  private apply({ applyPatch, record }: Editor, patch: Patch, gesture?: string): void {
    const before = this.session.peek();
    const { session } = applyPatch(before, patch);
    this.take(session, record(this.history.peek(), before, session, gesture ?? null));
    this.warmJudge();
  }

  /** At once when the editor is there; else in the order of the calls when it has come. */
  private withEditor(work: (editor: Editor) => void): void {
    const editor = editorNow();
    if (editor && this.waiting.length === 0) return work(editor);
    this.waiting.push(work);
    if (this.waiting.length === 1) void this.editor();
  }

  /** The editor, and with it the session as all edits so far make it. */
  private async editor(): Promise<Editor> {
    const editor = await fetchEditor(() => {
      this.notice.value = NO_EDITOR;
    });
    batch(() => {
      if (this.notice.peek() === NO_EDITOR) this.notice.value = null;
      if (this.sketchedOn) this.session.value = this.sketchedOn;
      this.sketchedOn = null;
      for (const work of this.waiting.splice(0)) work(editor);
    });
    return editor;
  }

  /** Whoever changes something will want it checked: the recordings are decoded and the start is measured meanwhile. */
  private warmJudge(): void {
    if (this.warmed || !this.exercise || !this.restored.peek()) return;
    this.warmed = true;
    const { exercise, origin: start, song } = this;
    const warm = async (): Promise<void> => {
      const { isMeasuring, judgeInWorker } = await measuring();
      // What the learner waits for comes first.
      if (isMeasuring()) later();
      else await judgeInWorker({ exercise, session: start, start, song });
    };
    // What goes wrong here is told when the check is asked for.
    const later = (): void => void setTimeout(() => void warm().catch(() => {}), WARM_AFTER_MS);
    later();
  }

  undo(): void {
    this.withEditor(({ undo }) => this.move(undo(this.history.peek(), this.session.peek())));
  }

  redo(): void {
    this.withEditor(({ redo }) => this.move(redo(this.history.peek(), this.session.peek())));
  }

  reset(prefix?: string): void {
    this.withEditor((editor) => {
      const back = editor.diff(this.session.peek(), this.origin);
      const under = Object.entries(back).filter(
        ([address]) => prefix === undefined || editor.liesUnder(address, prefix),
      );
      this.apply(editor, Object.fromEntries(under));
    });
  }

  startFromCourse(): void {
    this.origin = this.start;
    this.reset();
  }

  async share(): Promise<string> {
    const { diff } = await this.editor();
    const patch = diff(this.given, this.session.peek());
    const { linkTo } = await linkFormat().catch(() => {
      throw new Error('The link could not be made. Check the connection, then try again.');
    });
    return linkTo(this.shortName, { base: this.spec.base, patch });
  }

  async judge(onProgress?: (done: number) => void): Promise<CheckResult[]> {
    if (!this.exercise || this.exerciseId === null) throw new Error('There is nothing to check here.');
    await this.editor();
    const { exercise, origin: start, song } = this;
    const session = this.session.peek();
    const { judgeInWorker } = await measuring();
    const results = await judgeInWorker({ exercise, session, start, song }, onProgress);
    const { checks } = exercise;
    if (results.every((result) => checks[result.check]?.further === true || result.verdict === 'met')) {
      // Passing writes back by itself; an edit made meanwhile is not part of what passed.
      await this.keepSession(session);
      if (this.lesson !== null) await markPassed(this.lesson, this.exerciseId);
    }
    return results;
  }

  async keep(): Promise<void> {
    await this.editor();
    return this.keepSession(this.session.peek());
  }

  private keepSession(session: Session): Promise<void> {
    return keepOwnMix(this.song.id, this.spec.base, this.given, session, this.exercise?.owns ?? null);
  }

  /** Reads what the device keeps and opens a link that is meant for this mix. Called once, in the browser. */
  async restore(): Promise<void> {
    const [own, working] = await Promise.all([
      readOwnMix(this.song.id, this.given),
      readRecord('working', this.id, readKeptPatch),
    ]);
    if (working !== null || Object.keys(own).length > 0) this.begin(await this.editor(), own, working);
    this.restored.value = true;

    await this.openLink();
    addEventListener('hashchange', () => void this.openLink());
    addEventListener('pagehide', () => this.leave());
    addEventListener('focus', () => void this.followOtherTab());
  }

  /** Takes what another tab made of this mix as one step of undo, or whoever saves last would wipe out the other. */
  private async followOtherTab(): Promise<void> {
    const before = this.session.peek();
    const working = await readRecord('working', this.id, readKeptPatch);
    if (working === null) return;
    const { takeOver } = await this.editor();
    const taken = takeOver(this.given, working, before, this.history.peek());
    // What is edited here meanwhile will be saved, and the other tab takes it.
    if (!taken || this.saving !== null || before !== this.session.peek()) return;
    this.session.value = taken.session;
    this.history.value = taken.history;
    this.notice.value = taken.says;
  }

  private begin(editor: Editor, own: Patch, working: KeptPatch | null): void {
    const untouched = this.session.peek() === this.origin;
    // A variant without an exercise is the same for everybody.
    const { patch, label } = this.spec;
    const variant = (patch !== undefined || label !== undefined) && !this.exercise;
    const carried = variant ? {} : own;
    this.origin = editor.startSession(
      this.given,
      carried,
      editor.claimsOf(this.spec, this.exercise ?? undefined),
    );
    // Someone who edits before the device has answered goes on with what they see.
    if (!untouched) return;
    const again = working && editor.reopen(this.given, working, this.spec.base);
    this.session.value = again?.session ?? this.origin;
    if (again?.says) this.notice.value = again.says;
  }

  private async openLink(): Promise<void> {
    const state = stateFor(this.shortName, location.hash);
    if (state === null) return;
    const [format, { record }] = await Promise.all([linkFormat().catch(() => null), this.editor()]);
    // Opened meanwhile, or another link came.
    if (stateFor(this.shortName, location.hash) !== state) return;
    if (format === null) {
      this.notice.value =
        'The settings of this link could not be loaded. Check the connection, then load the page again.';
      return;
    }
    format.clearLink();
    const { session, says } = await format.readLink(state, this.spec.base, this.presets);
    if (session) this.take(session, record(this.history.peek(), this.session.peek(), session));
    this.notice.value = says;
  }

  private move(moved: Moved | null): void {
    if (moved) this.take(moved.session, moved.history);
  }

  private take(session: Session, history: History): void {
    if (session === this.session.peek()) return;
    this.session.value = session;
    this.history.value = history;
    if (this.saving !== null) clearTimeout(this.saving);
    this.saving = setTimeout(() => this.save(), SAVE_AFTER_MS);
  }

  private leave(): void {
    this.save();
    if (this.waiting.length === 0 || !this.restored.peek()) return;
    // Left before the editor came, which is there wherever the device keeps something: so nothing is overwritten.
    const { spec, exercise, sketched } = this;
    const patch = { ...spec.patch, ...exercise?.pins, ...exercise?.start, ...sketched };
    void keepRecord('working', this.id, { base: this.spec.base, patch });
  }

  private save(): void {
    if (this.saving === null) return;
    clearTimeout(this.saving);
    this.saving = null;
    const editor = editorNow();
    if (!editor) return;
    const patch = editor.diff(this.given, this.session.peek());
    void keepRecord('working', this.id, { base: this.spec.base, patch });
  }
}
