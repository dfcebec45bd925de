/** How quantities lie on a picture: frequency in octaves, level in dB. Pure. */

export interface Scale {
  /** Position of a value along the axis, 0 to `lengthPx`. */
  to(value: number): number;
  /** Value at a position. */
  from(px: number): number;
}

/** What is heard, and what pictures over frequency show, in Hz. */
export const LOWEST_HZ = 20;
export const HIGHEST_HZ = 20_000;

/** Even in octaves between two frequencies. */
export function frequencyScale(lengthPx: number, lowHz = LOWEST_HZ, highHz = HIGHEST_HZ): Scale {
  const ratio = Math.log(highHz / lowHz);
  return {
    to: (hz) => (Math.log(Math.max(hz, 1e-9) / lowHz) / ratio) * lengthPx,
    from: (px) => lowHz * Math.exp((px / lengthPx) * ratio),
  };
}

/** Evenly, the larger value at position 0 (the top). */
export function levelScale(lengthPx: number, lowDb: number, highDb: number): Scale {
  return {
    to: (db) => ((highDb - db) / (highDb - lowDb)) * lengthPx,
    from: (px) => highDb - (px / lengthPx) * (highDb - lowDb),
  };
}

/** Frequencies that get a line, and a figure where `label` is not empty. */
export const FREQUENCY_MARKS: readonly { hz: number; label: string }[] = [
  ...[20, 30, 40].map((hz) => ({ hz, label: '' })),
  { hz: 50, label: '50' },
  ...[60, 70, 80, 90].map((hz) => ({ hz, label: '' })),
  { hz: 100, label: '100' },
  { hz: 200, label: '200' },
  ...[300, 400].map((hz) => ({ hz, label: '' })),
  { hz: 500, label: '500' },
  ...[600, 700, 800, 900].map((hz) => ({ hz, label: '' })),
  { hz: 1000, label: '1k' },
  { hz: 2000, label: '2k' },
  ...[3000, 4000].map((hz) => ({ hz, label: '' })),
  { hz: 5000, label: '5k' },
  ...[6000, 7000, 8000, 9000].map((hz) => ({ hz, label: '' })),
  { hz: 10_000, label: '10k' },
  { hz: 20_000, label: '' },
];

/** Places on an axis that get a line, with their text: those that are told, else the usual frequencies within it. */
export function axisMarks(axis: {
  marks?: readonly number[];
  min: number;
  max: number;
}): { at: number; label: string }[] {
  const text = (hz: number): string => (hz >= 1000 ? `${Number((hz / 1000).toPrecision(3))}k` : String(hz));
  if (axis.marks) return axis.marks.map((at) => ({ at, label: text(at) }));
  return FREQUENCY_MARKS.filter(({ hz }) => hz >= axis.min && hz <= axis.max).map(({ hz, label }) => ({
    at: hz,
    label,
  }));
}

/** What engineers call the regions, and where each begins and ends, in Hz. */
export const REGIONS: readonly { id: string; label: string; fromHz: number; toHz: number }[] = [
  { id: 'rumble', label: 'rumble', fromHz: 20, toHz: 60 },
  { id: 'body', label: 'body', fromHz: 60, toHz: 200 },
  { id: 'mud', label: 'mud', fromHz: 200, toHz: 600 },
  { id: 'middle', label: 'middle', fromHz: 600, toHz: 2000 },
  { id: 'presence', label: 'presence', fromHz: 2000, toHz: 6000 },
  { id: 'air', label: 'air', fromHz: 6000, toHz: 20_000 },
];
