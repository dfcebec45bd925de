/** What can be chosen about files, and what a song's lines offer as ends. Pure. */
import { bytesAMinute } from '../../../course/delivery/format.ts';
import type { FileFormat } from '../../../course/delivery/format.ts';
import { VERSION_LABELS, VERSIONS } from '../../../course/delivery/versions.ts';
import type { VersionId } from '../../../course/delivery/versions.ts';
import type { SongInfo } from '../../../course/types.ts';
import { clock } from '../../transport/time.ts';

export type Start = 'zero' | 'earlier';
export type End = 'bar' | 'silence';

/** Seconds of silence that "earlier" puts first. */
export const EARLIER_S = 0.5;
const NATIVE_HZ = 48_000;
const BEATS_A_BAR = 4;

/** The last bar line before the song's last section is over: where a loop over bars ends. */
export function lastBarLine({ bpm, sections }: Pick<SongInfo, 'bpm' | 'sections'>): {
  bar: number;
  atS: number;
} {
  const barS = (60 / bpm) * BEATS_A_BAR;
  const oneS = sections[0]?.fromS ?? 0;
  const bars = Math.floor(((sections.at(-1)?.toS ?? oneS) - oneS) / barS + 1e-3);
  return { bar: bars + 1, atS: oneS + bars * barS };
}

/** What the end at the last bar line is called. */
export const endLabel = (song: SongInfo): string => {
  const { bar, atS } = lastBarLine(song);
  return `At bar ${bar} (${clock(atS)})`;
};

/** Versions in an attribute, in the order in which they are made. Throws, which fails the build, for unknown ones. */
export function readVersions(text: string): VersionId[] {
  const asked = text.split(/[\s,]+/).filter(Boolean);
  const unknown = asked.filter((id) => !VERSIONS.includes(id as VersionId));
  if (asked.length === 0 || unknown.length > 0)
    throw new Error(`<Export versions="${text}">: there are ${VERSIONS.join(', ')}.`);
  return VERSIONS.filter((id) => asked.includes(id));
}

/** "Mix, Vocal up and Stems". */
export function listVersions(versions: readonly VersionId[]): string {
  const labels = versions.map((id) => VERSION_LABELS[id]);
  return labels.length < 2 ? labels.join('') : `${labels.slice(0, -1).join(', ')} and ${labels.at(-1)}`;
}

/** What there is to know about a format before it is chosen. */
export function formatSays(format: FileFormat): string {
  const size = `${(bytesAMinute(format) / 1e6).toFixed(1)} MB a stereo minute.`;
  if (format.rate > NATIVE_HZ)
    return `${size} The session runs at 48 kHz: this rate makes the file larger and adds nothing that was not there.`;
  if (format.rate < NATIVE_HZ) return `${size} Converted from the session’s 48 kHz.`;
  return `${size} The session’s own rate: nothing is converted.`;
}
