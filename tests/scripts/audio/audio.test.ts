import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { effects } from '../../../src/dsp/effects/registry.ts';
import { readWav, writeWav } from '../../../src/dsp/files/wav.ts';
import { noise, sine } from '../../dsp/meters/signals.ts';

const AUDIO = fileURLToPath(new URL('../../../scripts/audio.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'headroom-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = (name: string) => join(folder, name);

function audio(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', AUDIO, ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** What cannot be done: one line, exit code 2, nothing on standard output. */
function refused(...args: string[]): string {
  const { status, stdout, stderr } = audio(...args);
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr.endsWith('\n')).toBe(true);
  return stderr;
}

function wav(name: string, channels: Float32Array[], rate = 48_000, bits: 16 | 24 | 32 = 32): string {
  writeFileSync(path(name), writeWav(channels, rate, { bits }));
  return path(name);
}

function json(name: string, value: unknown): string {
  writeFileSync(path(name), typeof value === 'string' ? value : JSON.stringify(value));
  return path(name);
}

const tone = sine(48_000 * 4, 997, 0.1);
const stereo = wav('tone.wav', [tone, tone]);

/** Each command starts a Node of its own, and the machine may be busy. */
vi.setConfig({ testTimeout: 120_000 });

describe('audio measure', () => {
  it('prints a line of JSON for each file', () => {
    const silent = wav('silent.wav', [new Float32Array(48_000)], 44_100);
    const { status, stdout } = audio('measure', stereo, silent);
    expect(status).toBe(0);
    const [first, second] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(first).toMatchObject({
      file: stereo,
      sampleRate: 48_000,
      channels: 2,
      durationS: 4,
      correlation: 1,
    });
    expect(first.integrated).toBeCloseTo(-20, 1);
    expect(first.momentaryMax).toBeCloseTo(-20, 1);
    expect(first.momentaryLast).toBeCloseTo(-20, 1);
    expect(first.shortTermMax).toBeCloseTo(-20, 1);
    expect(first.shortTermLast).toBeCloseTo(-20, 1);
    expect(first.truePeak).toBeCloseTo(-20, 1);
    expect(first.samplePeak).toBeCloseTo(-20, 1);
    expect(first.plr).toBeCloseTo(first.truePeak - first.integrated, 3);
    expect(first.crest).toBeCloseTo(3.01, 2);
    expect(first.dc).toBeCloseTo(0, 4);
    expect(second).toEqual({
      file: silent,
      sampleRate: 44_100,
      channels: 1,
      durationS: 1.088435,
      integrated: null,
      momentaryMax: null,
      shortTermMax: null,
      momentaryLast: null,
      shortTermLast: null,
      lra: null,
      truePeak: null,
      samplePeak: null,
      plr: null,
      crest: null,
      correlation: null,
      dc: 0,
    });
  });

  it('adds series at 10 and 100 ms on request', () => {
    const { stdout } = audio('measure', stereo, '--series');
    const { momentarySeries, shortTermSeries } = JSON.parse(stdout);
    expect(momentarySeries).toHaveLength(361);
    expect(momentarySeries[0][0]).toBe(0.4);
    expect(momentarySeries[1][0]).toBe(0.41);
    expect(shortTermSeries).toHaveLength(11);
    expect(shortTermSeries.at(-1)[0]).toBe(4);
    expect(shortTermSeries.at(-1)[1]).toBeCloseTo(-20, 1);
  });

  it('knows what 5.1 channels are, and reads 8 to 192 kHz', () => {
    const none = new Float32Array(tone.length);
    const surround = wav('surround.wav', [none, none, none, tone, none, none]);
    const { stdout } = audio(
      'measure',
      surround,
      wav('slow.wav', [sine(16_000, 997, 0.1, 8000)], 8000),
      wav('fast.wav', [sine(192_000, 997, 0.1, 192_000)], 192_000),
    );
    const [lfe, slow, fast] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lfe.integrated).toBeNull();
    expect(lfe.samplePeak).toBeCloseTo(-20, 1);
    expect(Math.abs(slow.integrated - fast.integrated)).toBeLessThan(0.02);
  });

  it('refuses what it cannot read, and then prints nothing of the others', () => {
    expect(refused('measure', stereo, path('nowhere.wav'))).toContain('nowhere.wav');
    expect(refused('measure', json('text.wav', 'no sound'))).toContain('text.wav');
    expect(refused('measure', folder)).toContain('directory');
    expect(refused('measure')).toContain('file');
    expect(refused('measure', stereo, '--sereis')).toContain('--sereis');
    expect(
      refused(
        'measure',
        wav(
          'seven.wav',
          Array.from({ length: 7 }, () => tone),
        ),
      ),
    ).toContain('7 channels');
    writeFileSync(path('cut.flac'), 'fLaC');
    expect(refused('measure', path('cut.flac'))).toContain('FLAC');
    writeFileSync(path('cut.opus'), 'OggS but then nothing');
    expect(refused('measure', path('cut.opus'))).toContain('cut.opus');
  });
});

describe('audio effects', () => {
  it('lists every effect as it is declared', () => {
    const { status, stdout } = audio('effects');
    expect(status).toBe(0);
    const list = JSON.parse(stdout) as { id: string; parameters: Record<string, unknown>[] }[];
    expect(list.map((effect) => effect.id)).toEqual(Object.keys(effects));
    for (const effect of list) {
      for (const param of effect.parameters) {
        expect(param).toHaveProperty('default');
        expect(param).toHaveProperty('unit');
        if (param['kind'] === 'number') expect(param['minimum']).toBeLessThan(param['maximum'] as number);
        if (param['kind'] === 'choice') expect(param['choices']).toContain(param['default']);
      }
    }
    expect(list.find((effect) => effect.id === 'trim')!.parameters[0]).toMatchObject({
      id: 'gainDb',
      unit: 'dB',
      default: 0,
    });
  });
});

describe('audio process', () => {
  it('runs an effect: same rate, same length, 32-bit float, latency told', () => {
    const [l, r] = [noise(10_001, 1), noise(10_001, 2)];
    const input = wav('in.wav', [l, r], 44_100);
    const { status, stdout } = audio(
      'process',
      json('trim.json', { effect: 'trim', values: { gainDb: -6 } }),
      input,
      path('out.wav'),
    );
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ latency: 0 });
    const bytes = readFileSync(path('out.wav'));
    const out = readWav(bytes);
    expect(new DataView(bytes.buffer, bytes.byteOffset).getUint16(20, true)).toBe(3);
    expect(out.sampleRate).toBe(44_100);
    expect(out.channels[1]).toHaveLength(10_001);
    expect(out.channels[1]![5000]).toBeCloseTo(r[5000]! * 10 ** (-6 / 20), 6);
  });

  it('gives the same for any block size, and leaves mono mono', () => {
    const input = wav('mono.wav', [noise(5000, 1)]);
    const outs = [1, 128, 5000].map((blockSize) => {
      const spec = json('eq.json', { effect: 'eq', values: { 'mid.gainDb': 6 }, blockSize });
      expect(audio('process', spec, input, path('eq.wav')).status).toBe(0);
      return readWav(readFileSync(path('eq.wav')));
    });
    expect(outs[0]!.channels).toHaveLength(1);
    for (const out of outs) expect(out.channels[0]).toEqual(outs[0]!.channels[0]);
  });

  it('takes a key from a file beside the specification', () => {
    const input = wav('quiet.wav', [sine(48_000, 500, 0.05)]);
    wav('key.wav', [sine(48_000, 500, 0.9)]);
    const values = { thresholdDb: -30, ratio: 8 };
    const level = (key: string | undefined) => {
      const spec = json('comp.json', { effect: 'compressor', values, ...(key ? { key } : {}) });
      expect(audio('process', spec, input, path('comp.wav')).status).toBe(0);
      return Math.max(...readWav(readFileSync(path('comp.wav'))).channels[0]!.slice(-4800));
    };
    expect(level('key.wav')).toBeLessThan(level(undefined) * 0.3);
  });

  it('refuses what there is not, and writes nothing then', () => {
    const out = path('never.wav');
    const spec = (value: unknown) => json('bad.json', value);
    expect(refused('process', spec({ effect: 'phaser' }), stereo, out)).toContain('phaser');
    expect(refused('process', spec({ effect: 'trim', values: { loudness: 1 } }), stereo, out)).toContain(
      'loudness',
    );
    expect(refused('process', spec({ effect: 'trim', values: { gainDb: 'loud' } }), stereo, out)).toContain(
      'gainDb',
    );
    expect(refused('process', spec({ effect: 'trim', values: { gainDb: 9999 } }), stereo, out)).toContain(
      '9999',
    );
    expect(refused('process', spec({ effect: 'trim', blockSize: 0 }), stereo, out)).toContain('blockSize');
    expect(refused('process', spec({ effect: 'trim', key: 'key.wav' }), stereo, out)).toContain(
      'no other track',
    );
    expect(refused('process', spec({ effect: '__proto__' }), stereo, out)).toContain('effect');
    expect(refused('process', spec({ effect: 'trim', value: {} }), stereo, out)).toContain('value');
    expect(refused('process', spec('{'), stereo, out)).toContain('bad.json');
    expect(refused('process', spec([1]), stereo, out)).toContain('bad.json');
    expect(refused('process', spec({ effect: 'compressor', key: 'nokey.wav' }), stereo, out)).toContain(
      'nokey.wav',
    );
    expect(refused('process', spec({ effect: 'trim' }), path('nowhere.wav'), out)).toContain('nowhere.wav');
    expect(refused('process', spec({ effect: 'trim' }), stereo, path('no/such/out.wav'))).toContain(
      'out.wav',
    );
    expect(refused('process', spec({ effect: 'trim' }), stereo, folder)).toContain('directory');
    expect(refused('process', spec({ effect: 'trim' }), stereo)).toContain('OUT.wav');
    expect(existsSync(out)).toBe(false);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

describe('audio render', () => {
  const rough = () => {
    const made = spawnSync(
      process.execPath,
      [
        '--no-warnings',
        '-e',
        `import { loadPreset } from ${JSON.stringify(new URL('../../../src/course/content/presets.ts', import.meta.url).href)}; console.log(JSON.stringify(loadPreset('paper-lanterns/rough@1')))`,
      ],
      { encoding: 'utf8' },
    );
    return JSON.parse(made.stdout);
  };
  const session = rough();
  const file = json('rough.json', session);

  it('writes a passage at another rate and depth, and every track beside it', () => {
    const { status, stdout } = audio(
      'render',
      file,
      path('mix.wav'),
      '--from',
      '22.5',
      '--to',
      '24',
      '--rate',
      '44100',
      '--bits',
      '16',
      '--dither',
      'shaped',
      '--stems',
      path('stems'),
    );
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ sampleRate: 44_100, bits: 16, durationS: 1.5 });
    const mix = readWav(readFileSync(path('mix.wav')));
    expect(mix.sampleRate).toBe(44_100);
    expect(mix.channels[0]).toHaveLength(66_150);
    expect(mix.channels[0]!.some((v) => Math.abs(v) > 0.01)).toBe(true);
    const tracks = Object.keys(session.strips).filter((id) => session.strips[id].kind === 'track');
    expect(readdirSync(path('stems')).sort()).toEqual(tracks.map((id) => `${id}.wav`).sort());
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('refuses what it cannot render', () => {
    const out = path('no.wav');
    expect(refused('render', json('none.json', {}), out)).toContain('none.json');
    expect(refused('render', json('broken.json', '{'), out)).toContain('broken.json');
    expect(refused('render', file, out, '--bits', '12')).toContain('12');
    expect(refused('render', file, out, '--rate', 'fast')).toContain('fast');
    expect(refused('render', file, out, '--dither', 'pink')).toContain('pink');
    expect(refused('render', file, out, '--from', '5', '--to', '4')).toContain('--to');
    expect(refused('render', file, path('no/such/folder.wav'))).toContain('folder.wav');
    expect(refused('render', file)).toContain('OUT.wav');
    const strange = structuredClone(session);
    strange.sources[Object.keys(strange.sources)[0]!] = {
      kind: 'song',
      song: 'another',
      stem: 'kick',
      rev: 1,
    };
    expect(refused('render', json('strange.json', strange), out)).toContain('another');
    expect(existsSync(out)).toBe(false);
  });
});

describe('audio', () => {
  it('says what commands there are', () => {
    const asked = refused();
    for (const command of ['measure', 'effects', 'process', 'render', '--help'])
      expect(asked).toContain(command);
    expect(refused('mix')).toContain('mix');
    const help = audio('--help');
    expect(help.status).toBe(0);
    expect(help.stdout).toContain('render');
  });
});
