/**
 * What the course is made of: songs, mixes, and exercises with their checks as lessons write them
 * (`content/lessons/<slug>/exercises.yaml`).
 */
import type { SongManifest } from '../engine/facade.ts';
import type { Address, Patch, Session, StripId } from '../session/document.ts';

/** A passage by section id of the song, by time in seconds, or the whole song. */
export type Passage = { section: string } | { fromS: number; toS: number } | 'song';

interface CheckBase {
  /** What is asked, in plain words: "The ring is gone". */
  label: string;
  /** Shown when the check is not met. */
  hint: string;
  /** Shown instead when the value is above the range: too much of what the hint asks for. */
  hintAbove?: string;
  passage: Passage;
  /** `required` is the one that counts; the others are "go further". */
  further?: boolean;
  /** Outside the range by at most this much is "close". */
  closeBy?: number;
  /** Strips that are rendered alone, through the buses and the master: what a tool on the whole mix does to them. */
  solo?: StripId[];
}

/** Two-sided range; either side may be left out. */
export interface Range {
  atLeast?: number;
  atMost?: number;
}

/**
 * Every kind gives one number with a unit. `relative` ones compare with the exercise's start rendered the
 * same way.
 */
export type Check = CheckBase &
  Range &
  (
    | { kind: 'distance-to-clean'; of: StripId; bandHz?: [number, number]; outsideHz?: [number, number] } // dB rms
    | { kind: 'covered-share'; of: StripId; by: StripId[]; relative?: boolean } // 0…1
    | { kind: 'loudness'; of: StripId | 'tap'; relative?: boolean } // LUFS or LU
    | { kind: 'loudness-against'; of: StripId; against: StripId[] } // LU
    | { kind: 'band-level'; of: StripId; bandHz: [number, number]; relative?: boolean } // dBFS rms or dB, after the fader
    | { kind: 'third-octave-change'; of: StripId | 'tap'; outsideHz?: [number, number]; levelKept?: boolean } // largest, dB, against the start; level removed unless kept
    | { kind: 'true-peak'; of: StripId | 'tap' } // dBTP
    | { kind: 'peak-to-loudness'; of: StripId | 'tap'; relative?: boolean } // dB
    | { kind: 'reduction-percentile'; strip: StripId; insert: string; percentile: number } // dB of gain reduction, positive
    | { kind: 'reduction-share'; strip: StripId; insert: string; overDb: number } // share of frames 0…1
    | { kind: 'harmonics-added'; strip: StripId; insert: string } // dB below the fundamental, of a held bass note
    | { kind: 'mono-loss'; of: StripId | 'tap' } // LU
    | { kind: 'largest-mono-loss'; of: StripId[] } // LU, of the strip that loses most
    | { kind: 'side-against-mid'; of: StripId | 'tap'; belowHz: number } // dB
    | { kind: 'direct-to-reverberant'; of: StripId; through: StripId; against?: StripId } // dB, the strip against its part of a return; how much more than that of another strip
    | { kind: 'band-against-whole'; of: StripId | 'tap'; bandHz: [number, number] } // dB
    | { kind: 'tail-at-next-phrase'; of: StripId; through: StripId; gapsS: [number, number][] } // LU, worst of the gaps
    | { kind: 'delay-off-note'; strip: StripId; insert: string } // ms from the nearest note value; a slap is 0
    | { kind: 'loudness-span'; of: StripId; relative?: boolean } // LU, 90th minus 10th percentile of 400 ms while it sounds
    | { kind: 'gap-level'; of: StripId } // LU, the gaps against the phrases, against the start
    | { kind: 'hit-level'; of: StripId; windowMs: [number, number]; againstMs?: [number, number] } // dB, against the start
    | { kind: 'beat-crest'; of: StripId | 'tap' } // dB, against the start
    | { kind: 'reduction-rest'; strip: StripId; insert: string } // dB of gain reduction left between beats
    | { kind: 'reduction-swing'; strip: StripId; insert: string } // dB by which it moves within a beat
    | { kind: 'sibilant-level'; of: StripId; moments: 'sibilants' | 'vowels'; bandHz: [number, number] } // dB, against the start
    | {
        kind: 'on-system';
        of: StripId;
        against: StripId[];
        system: string;
        aboveHz?: number;
        shift?: boolean;
      } // LU, on a playback system; against the studio with shift
    | { kind: 'tone-distance'; strip: StripId; insert: string; from: { strip: StripId; insert: string } } // dB rms over octaves, from an insert's output to another's input
    | { kind: 'eq-moves'; strip: StripId; insert: string; figure: 'count' | 'largest' | 'narrowest' } // moves, dB or Q
    | { kind: 'lead-in-phrases'; of: StripId; against: StripId[] } // LU, while the lead sings
    | {
        kind: 'band-over-others';
        of: StripId;
        against: StripId[];
        bandHz: [number, number];
        percentile: number;
      } // dB, while the lead sings
    | { kind: 'section-over'; of: StripId | 'tap'; louder: string; than: string } // LU, one section over another
    | { kind: 'routing'; count: 'groups' | 'reverbs' | 'senders' | 'paths' } // how many; paths: unintended double ones
    | { kind: 'automation-moves'; of: StripId[]; sections: string[]; byDb: number } // sections in which a level moves
    | { kind: 'automation-step'; withinMs: number } // dB, largest change of a level within that time
    | { kind: 'balance'; of: StripId | 'tap' } // dB, left minus right
  );

/** What `npm run exercises` measured on the course's version: by check; of the start, and of each trap. */
export interface Measured {
  start: Record<string, number>;
  traps: Record<string, Record<string, number>>;
}

export interface Exercise {
  /** Addresses (or prefixes of them) that the lesson teaches and may write back to the own mix. */
  owns: Address[];
  /** What the exercise holds still. */
  pins: Patch;
  /** Patch on the lesson's given session. */
  start: Patch;
  solutions: Patch[];
  traps: Record<string, { patch: Patch; fails: string; hint: string }>;
  /** Laid on the good mixes when they are measured: takes away a fault that was put in for this exercise. */
  onMixes?: Patch;
  checks: Record<string, Check>;
  /** Added when the exercise is read, so that a trap is recognised by what it measures. */
  measured?: Measured;
}

export type Verdict = 'met' | 'close' | 'not-yet';

export interface CheckResult {
  check: string;
  label: string;
  value: number;
  unit: string;
  /** Shown in place of the value, where that has no end. */
  word?: string;
  range: Range;
  verdict: Verdict;
  /** The trap's hint when a trap is recognised, else the check's own; null when met. */
  hint: string | null;
}

export interface Section {
  id: string;
  label: string;
  fromS: number;
  toS: number;
}

export interface StemInfo {
  id: string;
  label: string;
  family: 'drums' | 'bass' | 'guitar' | 'keys' | 'vocal' | 'fx';
  channels: 1 | 2;
}

/** A song as the page knows it: `song.yaml` and `manifest.json` together. */
export interface SongInfo {
  id: string;
  title: string;
  genre: string;
  bpm: number;
  key: string;
  rev: number;
  durationS: number;
  sections: Section[];
  stems: StemInfo[];
  lyrics: { atS: number; toS: number; text: string; section: string }[];
  manifest: SongManifest;
}

/** A mix that a lesson names in its frontmatter (`mixes:`); cells say `on="<id>"`. */
export interface MixSpec {
  song: string;
  /** A released preset: `paper-lanterns/rough@1`. */
  base: string;
  /** Laid on the preset. */
  patch?: Patch;
  /**
   * What a variant is called when it is compared. With a patch or a label, and without an exercise, a mix is the same for
   * everybody: no own mix enters.
   */
  label?: string;
  /** The exercise whose start this mix begins with and whose checks judge it. */
  exercise?: string;
}

/**
 * Everything a page's cells were built with, once a page: on the server from the content, in the browser from
 * the page's `<script type="application/json" id="page-data">`.
 */
export interface PageData {
  /** Lesson slug (`06-eq`), or null on other pages. */
  lesson: string | null;
  songs: Record<string, SongInfo>;
  /** Whole sessions of released presets by id (`paper-lanterns/rough@1`), patches already applied. */
  presets: Record<string, Session>;
  mixes: Record<string, MixSpec>;
  exercises: Record<string, Exercise>;
  /** What the mixes begin with whose exercise changes their preset, by the mix's name. */
  starts: Record<string, Session>;
}
