import { readFileSync, mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ContentError } from '../../src/course/content/files.ts';
import {
  allExercises,
  lessonMixes,
  lessonSlugs,
  lessonTasks,
  loadExercises,
  loadLesson,
} from '../../src/course/content/lessons.ts';
import { loadPreset, newestPreset, presetIds, withPrints } from '../../src/course/content/presets.ts';
import { loadClean, loadFaults, loadSong, loadSongFile, songIds } from '../../src/course/content/songs.ts';
import { hashOf } from '../../src/session/hash.ts';
import { readSession } from '../../src/session/validate.ts';

let root = '';
const put = (file: string, text: string): void => {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
};
const complaint = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(ContentError);
    return (error as Error).message;
  }
  throw new Error('nothing was complained of');
};

const STRIP = 'offsetS: 0, gainDb: 0, pan: 0, width: 100, mute: false, inserts: [], insert: {}, sends: {}';
const PRESET = `title: Rough
rev: 1
base: null
session:
  v: 1
  bpm: 100
  sources: { vox: { kind: song, song: tune, stem: vox, rev: 1 } }
  strips:
    vox: { kind: track, label: Vocal, source: vox, out: master, ${STRIP} }
    master: { kind: master, label: Master, out: '', ${STRIP} }
  order: [vox, master]
  automation: {}
`;
const SONG = `title: Tune
genre: pop
bpm: 100
key: C
rev: 1
frames: 480000
beatOneS: 0
sections: [{ id: verse, label: Verse, fromS: 0, toS: 4 }, { id: chorus, label: Chorus, fromS: 4, toS: 10 }]
stems: [{ id: vox, label: Vocal, family: vocal, channels: 1 }]
lyrics: [{ atS: 1, toS: 2, text: La, section: verse }]
credits: [{ what: all, by: us, licence: CC0 }]
`;
const MANIFEST = JSON.stringify({
  song: 'tune',
  rev: 1,
  sampleRate: 48000,
  frames: 480000,
  peaks: 'peaks.json',
  clean: { vox: 'clean-vox.json' },
  prints: {},
  stems: [
    {
      id: 'vox',
      file: 'vox.opus',
      channels: 1,
      bytes: 9,
      sha256: 'a'.repeat(64),
      integratedLufs: -20,
      truePeakDb: -3,
    },
  ],
});
const LESSON = `---
number: 3
title: Three
part: mixing
song: tune
minutes: 10
summary: s
goals: [g]
terms: []
mixes: { mix: { preset: rough }, it: { preset: rough, exercise: it } }
---
Text.
`;
const EXERCISES = `it:
  owns: [vox.gainDb, vox.pan]
  solutions: [{ vox.gainDb: 3 }, { vox.gainDb: 4 }]
  traps: { down: { patch: { vox.gainDb: -40 }, fails: loud, hint: h } }
  checks:
    loud: { kind: loudness, of: vox, label: l, hint: h, passage: { section: chorus }, relative: true, atLeast: 2 }
`;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'headroom-content-'));
  put('songs/tune/song.yaml', SONG);
  put('songs/tune/manifest.json', MANIFEST);
  put(
    'songs/tune/faults.yaml',
    '- { id: ring, stem: vox, kind: resonance, lessons: [6], says: A ring, freqHz: 320, q: 6, amountDb: 8 }\n',
  );
  put('presets/tune/rough.yaml', PRESET);
  put('lessons/03-three/index.mdx', LESSON);
  put('lessons/03-three/exercises.yaml', EXERCISES);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('what a teacher writes', () => {
  it('is read', () => {
    expect(loadSong('tune', root)).toMatchObject({ id: 'tune', durationS: 10, manifest: { rev: 1 } });
    expect(loadFaults('tune', root)[0]).toMatchObject({ kind: 'resonance', freqHz: 320 });
    expect(newestPreset('tune', 'rough', root)).toBe('tune/rough@1');
    expect(loadPreset('tune/rough@1', root).order).toEqual(['vox', 'master']);
    const [placed] = allExercises(root);
    expect(placed).toMatchObject({
      lesson: '03-three',
      id: 'it',
      spec: { base: 'tune/rough@1', exercise: 'it' },
    });
    expect(placed?.exercise).toMatchObject({ pins: {}, start: {} });
  });

  it('a lesson may use another song and variants of a preset', () => {
    put('songs/other/song.yaml', SONG.replace('chorus, label', 'bridge, label'));
    put('songs/other/manifest.json', MANIFEST.replace('tune', 'other'));
    put('songs/other/faults.yaml', '[]');
    put('presets/other/rough.yaml', PRESET.replace('song: tune', 'song: other'));
    put(
      'lessons/03-three/index.mdx',
      LESSON.replace(
        'preset: rough, exercise: it',
        'preset: rough, song: other, patch: { vox.pan: 40 }, label: Right, exercise: it',
      ),
    );
    put('lessons/03-three/exercises.yaml', EXERCISES.replace('section: chorus', 'section: bridge'));
    const [placed] = allExercises(root);
    expect(placed?.spec).toEqual({
      song: 'other',
      base: 'other/rough@1',
      patch: { 'vox.pan': 40 },
      label: 'Right',
      exercise: 'it',
    });
    expect(placed?.given.strips['vox']?.pan).toBe(40);
    put('lessons/03-three/exercises.yaml', EXERCISES);
    expect(complaint(() => allExercises(root))).toMatch(/no section «chorus»/);
  });

  it('a lesson asks for its exercises and its cells’ tasks, but not for what it offers again', () => {
    const text = LESSON.replace(
      'Text.',
      '<Exercise on="it" />\n\n<Sort cards="jobs" task="jobs" />\n\n<Again song="tune">\n\n<Match of="mix" task="match-again" />\n\n</Again>',
    );
    put('lessons/03-three/index.mdx', text);
    expect(lessonTasks('03-three', root)).toEqual(['it', 'jobs']);
    put('lessons/03-three/index.mdx', text.replace('<Exercise on="it" />', ''));
    expect(lessonTasks('03-three', root)).toEqual(['jobs']);
  });

  it.each([
    ['songs/tune/song.yaml', 'family: vocal', 'family: voice', /song\.yaml: stems\.0\.family/],
    [
      'songs/tune/song.yaml',
      'fromS: 4, toS: 10',
      'fromS: 5, toS: 10',
      /sections\.1\.fromS: leaves a gap after «verse»/,
    ],
    [
      'songs/tune/song.yaml',
      'section: verse',
      'section: bridge',
      /lyrics\.0\.section: there is no section «bridge»/,
    ],
    [
      'songs/tune/song.yaml',
      'frames: 480000',
      'frames: 480001',
      /frames: is 480001, but manifest\.json has 480000/,
    ],
    [
      'songs/tune/manifest.json',
      '"rev":1,"sampleRate"',
      '"rev":2,"sampleRate"',
      /rev: is 1, but manifest\.json has 2/,
    ],
    ['songs/tune/song.yaml', 'title: Tune', 'title: [', /song\.yaml/],
  ])('%s: a slip is named by file and key (%s → %s)', (file, from, to, message) => {
    const text = readFileSync(join(root, file), 'utf8');
    expect(text).toContain(from);
    put(file, text.replace(from, to));
    expect(complaint(() => loadSong('tune', root))).toMatch(message);
  });

  it.each([
    ['stem: vox', 'stem: drums', /faults\.yaml: 0\.stem: there is no stem «drums»/],
    ['kind: resonance', 'kind: noise', /0\.kind/],
  ])('faults: %s → %s', (from, to, message) => {
    put(
      'songs/tune/faults.yaml',
      readFileSync(join(root, 'songs/tune/faults.yaml'), 'utf8').replace(from, to),
    );
    expect(complaint(() => loadFaults('tune', root))).toMatch(message);
  });

  it.each([
    ['gainDb: 0, pan', 'gainDb: 40, pan', /session: vox\.gainDb: 40 is out of range/],
    ['out: master', 'out: nowhere', /session: vox\.out: there is no bus «nowhere»/],
    ['kind: master', 'kind: bus', /no master strip/],
    ['rev: 1\nbase', 'rev: 2\nbase', /«tune\/rough@1» is asked for, but this is revision 2/],
    ['base: null', 'base: tune/rough@1', /base: with null there stands a whole `session`/],
    ['  v: 1', '  v: 9', /newer version/],
    ['title: Rough', 'title: Rough\nextra: 1', /extra/],
  ])('presets are not mended: %s → %s', (from, to, message) => {
    put('presets/tune/rough.yaml', PRESET.replace(from, to));
    expect(complaint(() => loadPreset('tune/rough@1', root))).toMatch(message);
  });

  it('presets stand on others, old revisions stay, and a circle is found', () => {
    put('presets/tune/mix.yaml', 'title: Mix\nrev: 2\nbase: tune/rough@1\npatch: { vox.gainDb: -3 }\n');
    put('presets/tune/mix@1.yaml', 'title: Mix\nrev: 1\nbase: tune/rough@1\npatch: { vox.gainDb: -5 }\n');
    put('presets/tune/bad.yaml', 'title: Bad\nrev: 1\nbase: tune/rough@1\npatch: { voice.gainDb: -5 }\n');
    expect(loadPreset('tune/mix@2', root).strips['vox']?.gainDb).toBe(-3);
    expect(loadPreset('tune/mix@1', root).strips['vox']?.gainDb).toBe(-5);
    expect(presetIds(root)).toEqual(['tune/bad@1', 'tune/mix@1', 'tune/mix@2', 'tune/rough@1']);
    expect(complaint(() => loadPreset('tune/bad@1', root))).toMatch(
      /bad\.yaml: patch: voice\.gainDb: there is no strip «voice»/,
    );
    put('presets/tune/bad.yaml', 'title: Bad\nrev: 1\nbase: tune/worse@1\npatch: {}\n');
    put('presets/tune/worse.yaml', 'title: Worse\nrev: 1\nbase: tune/bad@1\npatch: {}\n');
    expect(complaint(() => loadPreset('tune/bad@1', root))).toMatch(/stands on itself/);
    expect(complaint(() => loadPreset('tune/none@1', root))).toMatch(/none\.yaml: there is no such file/);
    expect(complaint(() => loadPreset('../x', root))).toMatch(/is no preset/);
  });

  it('a page needs the sessions behind prints that do not ship', () => {
    put(
      'presets/tune/print.yaml',
      PRESET.replace('kind: song, song: tune, stem: vox, rev: 1', 'kind: print, of: tune/rough@1'),
    );
    expect(withPrints(['tune/print@1'], () => false, root)).toEqual(['tune/print@1', 'tune/rough@1']);
    expect(withPrints(['tune/print@1'], () => true, root)).toEqual(['tune/print@1']);
  });

  it.each([
    ['kind: loudness', 'kind: loudnes', /it\.checks\.loud\.kind/],
    ['section: chorus', 'section: coda', /it\.checks\.loud\.passage: there is no section «coda»/],
    ['fails: loud', 'fails: quiet', /it\.traps\.down\.fails: there is no check «quiet»/],
    ['{ vox.gainDb: 4 }', '{ bass.gainDb: 4 }', /it\.solutions\.1\.bass\.gainDb: is not owned/],
    ['[vox.gainDb, vox.pan]', '["!"]', /it\.owns\.0: is neither an address nor the beginning of one/],
    [', { vox.gainDb: 4 }]', ']', /it\.solutions: two solutions or more/],
    ['atLeast: 2', 'hint2: 2', /hint2/],
    [', atLeast: 2', '', /asks for nothing/],
    ['atLeast: 2', 'atLeast: 2, further: true', /one check must be required/],
    ['vox.gainDb: -40', 'vox.gainDb: -400', /it\.traps\.down.*out of range|traps\.down: vox\.gainDb/],
    ['vox.gainDb: -40', 'drums.gainDb: -4', /it\.traps\.down: drums\.gainDb: there is no strip «drums»/],
  ])('exercises: %s → %s', (from, to, message) => {
    expect(EXERCISES).toContain(from);
    put('lessons/03-three/exercises.yaml', EXERCISES.replace(from, to));
    expect(complaint(() => allExercises(root))).toMatch(message);
  });

  it.each([
    ['exercise: it', 'exercise: that', /index\.mdx: mixes\.it\.exercise: there is no «that»/],
    ['preset: rough, exercise', 'preset: smooth, exercise', /smooth\.yaml: there is no such file/],
    ['part: mixing', 'part: cooking', /index\.mdx: part/],
    ['---\nnumber', 'number', /has no frontmatter/],
  ])('lessons: %s → %s', (from, to, message) => {
    put('lessons/03-three/index.mdx', LESSON.replace(from, to));
    expect(complaint(() => allExercises(root))).toMatch(message);
  });

  it('what was measured comes with the exercise', () => {
    expect(loadExercises('03-three', root)['it']?.measured).toBeUndefined();
    const row = { start: { loud: 0 }, traps: { down: { loud: -40 } }, solutions: [], mixes: {} };
    put(
      'exercises.generated.json',
      JSON.stringify({ songs: { tune: 1 }, lessons: { '03-three': { it: row } } }),
    );
    expect(loadExercises('03-three', root)['it']?.measured).toEqual({
      start: { loud: 0 },
      traps: { down: { loud: -40 } },
    });
  });
});

describe('what is released', () => {
  /** A released preset never changes: a change is a new revision, and a new line in that file. */
  const RELEASED = JSON.parse(
    readFileSync(new URL('./released-presets.json', import.meta.url), 'utf8'),
  ) as Record<string, string>;
  const ofSongs = (): string[] => presetIds().filter((id) => songIds().includes(id.split('/')[0]!));

  it('presets are what they were', async () => {
    const now: Record<string, string> = {};
    for (const id of Object.keys(RELEASED)) now[id] = await hashOf(loadPreset(id));
    expect(now).toEqual(RELEASED);
  });

  it('presets that lessons stand on are released', () => {
    for (const slug of lessonSlugs()) {
      for (const { base } of Object.values(lessonMixes(loadLesson(slug))))
        expect(Object.keys(RELEASED)).toContain(base);
    }
  });

  it('presets are legal as they stand, and play only what their song ships or a preset prints', () => {
    const ids = ofSongs();
    for (const id of ids) {
      const session = loadPreset(id);
      expect(readSession(session).notes).toEqual([]);
      for (const source of Object.values(session.sources)) {
        if (source.kind === 'song') {
          const song = loadSong(source.song);
          expect(song.rev).toBe(source.rev);
          expect(song.stems.map((stem) => stem.id)).toContain(source.stem);
        } else if (source.kind === 'print') expect(ids).toContain(source.of);
      }
    }
  });

  it('every song, fault, lesson and exercise is whole, and every exercise was measured on this recording', () => {
    const table = JSON.parse(readFileSync('content/exercises.generated.json', 'utf8')) as {
      songs: Record<string, number>;
    };
    for (const id of songIds()) {
      const song = loadSong(id);
      loadFaults(id);
      expect(loadSongFile(id).credits.length).toBeGreaterThan(0);
      const clean = loadClean(song);
      for (const { id: stem } of song.stems) expect(clean[stem]?.levelsDb.length, stem).toBeGreaterThan(0);
    }
    for (const slug of lessonSlugs()) lessonMixes(loadLesson(slug));
    const placed = allExercises();
    expect(placed.length).toBeGreaterThan(20);
    for (const { exercise, spec } of placed) {
      expect(Object.keys(exercise.measured?.traps ?? {}).sort()).toEqual(Object.keys(exercise.traps).sort());
      expect(Object.keys(exercise.measured?.start ?? {}).sort()).toEqual(Object.keys(exercise.checks).sort());
      expect(table.songs[spec.song]).toBe(loadSong(spec.song).rev);
    }
  });
});
