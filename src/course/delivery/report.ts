/** The list that goes with the files: what each of them is, as text. */
import { formatNumber } from '../../dsp/core/params.ts';
import type { Delivered } from './delivered.ts';
import type { FileReport } from './file.ts';

/** Minutes, seconds and thousandths: 0:55.500. */
export function writeLength({ frames, sampleRate }: Pick<FileReport, 'frames' | 'sampleRate'>): string {
  const ms = Math.round((frames / sampleRate) * 1000);
  const pad = (n: number, digits: number): string => String(n).padStart(digits, '0');
  return `${Math.floor(ms / 60_000)}:${pad(Math.floor(ms / 1000) % 60, 2)}.${pad(ms % 1000, 3)}`;
}

/** 44.1 kHz, 24 bit. */
export const writeFormat = ({ sampleRate, bits, float }: FileReport): string =>
  `${sampleRate / 1000} kHz, ${bits}-bit${float ? ' float' : ''}`;

/** A size in MB of a million bytes. */
export const writeMegabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

const level = (value: number, unit: 'LUFS' | 'dBTP' | 'dB'): string =>
  Number.isFinite(value) || value === -Infinity
    ? `${formatNumber(value, unit, 1).figure} ${unit === 'dB' ? 'dBFS' : unit}`
    : '–';

/** Every figure of a file with its name, in the order of the table. */
export const figuresOf = (report: FileReport): { label: string; text: string }[] => [
  { label: 'Format', text: `${writeFormat(report)}, ${report.channels === 2 ? 'stereo' : 'mono'}` },
  { label: 'Length', text: writeLength(report) },
  { label: 'Integrated', text: level(report.integratedLufs, 'LUFS') },
  { label: 'True peak', text: level(report.truePeakDb, 'dBTP') },
  { label: 'Silence before', text: `${report.beforeS.toFixed(2)} s` },
  { label: 'At the end', text: level(report.tailDb, 'dB') },
  { label: 'Clipped', text: `${report.clipped} samples` },
];

/** The delivery list. `title` is the song's. */
export function reportText(title: string, files: readonly Delivered[]): string {
  const parts = files.map(({ name, label, limited, report, vocalsUpDb, stemsNullDb }) =>
    [
      name,
      `  What          ${label}${limited ? ', limiter on the stereo output' : ''}`,
      ...figuresOf(report).map(({ label: what, text }) => `  ${what.padEnd(13)} ${text}`),
      ...(vocalsUpDb === undefined
        ? []
        : [`  Vocals        ${formatNumber(vocalsUpDb, 'dB', 1, true).figure} dB`]),
      ...(stemsNullDb === undefined
        ? []
        : [`  All stems     differ from the mix by ${formatNumber(stemsNullDb, 'dB', 1).figure} dB`]),
      `  Bytes         ${report.bytes}`,
      `  MD5           ${report.md5}`,
      `  SHA-256       ${report.sha256}`,
    ].join('\n'),
  );
  return [`${title}: files measured after writing`, ...parts].join('\n\n') + '\n';
}
