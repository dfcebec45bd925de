/**
 * The document of one mix: plain JSON, versioned, and the truth for playing, saving, sharing, presets,
 * exercises and undo. Everything else is derived from it.
 */
import type { ParamValue } from '../dsp/core/params.ts';

/** Version of the documents that are written. */
export const SESSION_VERSION = 1;

export type SourceId = string;
export type StripId = string;
export type InsertId = string;
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Where a track's sound comes from. */
export type SourceRef =
  | { kind: 'song'; song: string; stem: string; rev: number }
  | { kind: 'import'; sha256: string; rate: number; channels: 1 | 2 }
  /** A rendered mix. `of` is a preset (`paper-lanterns/mix@1`) or the hash of a session the device holds. */
  | { kind: 'print'; of: string };

export type TapPoint = 'pre' | 'post';

export interface Insert {
  /** Id in the effect registry. */
  effect: string;
  /** The effect's version that these values belong to. */
  v: number;
  on: boolean;
  /** Only what differs from the effect's defaults needs to stand here. */
  values: Record<string, ParamValue>;
  /** Another strip listened to by the detector. */
  key?: { from: StripId; tap: TapPoint };
}

export interface Send {
  gainDb: number;
  /** Before or after the fader and pan. */
  tap: TapPoint;
}

export interface Strip {
  kind: 'track' | 'bus' | 'master';
  label: string;
  source?: SourceId;
  /** Where the source starts on the song's time line, in seconds; may be negative. */
  offsetS: number;
  /** Fader: −100 (silence) to +10 dB. */
  gainDb: number;
  /** −100 (left) to +100 (right). */
  pan: number;
  /** 0 (mono) to 200 %; 100 leaves the stereo image as it is. */
  width: number;
  mute: boolean;
  /** The strip that this one feeds. The master feeds nothing: its `out` is empty. */
  out: StripId;
  /** Order of the inserts. */
  inserts: InsertId[];
  insert: Record<InsertId, Insert>;
  sends: Record<StripId, Send>;
}

/** `[atS, value, curve]`: the curve bends the way to the next point, −1 to 1, 0 is straight. */
export type AutomationPoint = [atS: number, value: number, curve: number];

export interface Automation {
  points: AutomationPoint[];
  /** `replace` sets the value; `trim` is added to the value of the control. */
  mode: 'replace' | 'trim';
}

export interface Session {
  v: typeof SESSION_VERSION;
  /** Songs' tempo, for effects in note values. */
  bpm: number;
  sources: Record<SourceId, SourceRef>;
  strips: Record<StripId, Strip>;
  /** Order on the mixer, the master last. */
  order: StripId[];
  automation: Record<Address, Automation>;
}

/**
 * The permanent name of one place in a session:
 *
 * | address | holds |
 * | --- | --- |
 * | `vox` | a whole strip (structural) |
 * | `vox.gainDb` | a field of a strip: label, source, offsetS, gainDb, pan, width, mute, out |
 * | `vox/inserts` | the order of inserts |
 * | `vox/eq` | a whole insert (structural) |
 * | `vox/eq.on`, `vox/eq.key`, `vox/eq.effect`, `vox/eq.v` | a field of an insert |
 * | `vox/eq/lowMid.freqHz` | a parameter of an insert |
 * | `vox/sends/room` | a send (structural) |
 * | `vox/sends/room.gainDb`, `.tap` | a field of a send |
 * | `order`, `sources/vox`, `session.bpm` | the document's own parts |
 * | `automation/vox.gainDb` | the automation of any numeric address |
 *
 * Ids are `[a-z0-9-]{1,32}` and not one of `order`, `sources`, `session`, `automation`, `inserts`, `sends`,
 * nor a name that objects inherit.
 */
export type Address = string;

/** Changes by address; `null` removes. Applied in an order that makes structure before its parts. */
export type Patch = Record<Address, Json>;

/** What a link carries: a released preset and what was changed on it. */
export interface Shared {
  v: 1;
  base: string;
  patch: Patch;
}

/** What a document may hold at most. */
export const LIMITS = {
  strips: 64,
  insertsPerStrip: 16,
  pointsPerLane: 4096,
  inflatedBytes: 64 * 1024,
} as const;
