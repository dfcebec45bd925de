/** The table of built-in faults, lesson by song by stem, from the songs' `faults.yaml`. */
import { loadFaults, loadSong } from '../../src/course/content/songs.ts';

/** Lessons whose task can be done on every song: each song holds a fault for each of them. */
const LESSONS_WITH_FAULTS = [3, 4, 6, 7, 8, 9, 12] as const;

/** One row of the table. */
export interface FaultRow {
  lesson: number;
  song: string;
  stem: string;
  fault: string;
  kind: string;
  /** Where and how much, in words and units. */
  figures: string;
  says: string;
}

const minus = (value: number): string => String(value).replace('-', '−');

/** What a fault's entry says of frequency and amount. */
function figuresOf(fault: Record<string, unknown>): string {
  const number = (key: string): number | null => (typeof fault[key] === 'number' ? fault[key] : null);
  const [freqHz, amountDb, levelDb, delayMs] = ['freqHz', 'amountDb', 'levelDb', 'delayMs'].map(number);
  const parts: string[] = [];
  if (freqHz != null) parts.push(`${freqHz} Hz`);
  if (amountDb != null) parts.push(fault.kind === 'mono-cancel' ? `${amountDb} LU` : `${minus(amountDb)} dB`);
  if (levelDb != null) parts.push(`${minus(levelDb)} dBFS`);
  if (delayMs != null) parts.push(`${delayMs} ms`);
  return parts.join(', ');
}

/** Every fault of these songs, once for each lesson that it serves; by lesson, then in the songs' order. */
export function faultRows(songs: readonly string[]): FaultRow[] {
  return songs
    .flatMap((song) => {
      const { stems } = loadSong(song);
      return loadFaults(song).flatMap((fault) =>
        fault.lessons.map((lesson) => ({
          lesson,
          song,
          stem: stems.find(({ id }) => id === fault.stem)!.label,
          fault: fault.id,
          kind: fault.kind,
          figures: figuresOf(fault),
          says: fault.says,
        })),
      );
    })
    .sort((a, b) => a.lesson - b.lesson || songs.indexOf(a.song) - songs.indexOf(b.song));
}

/** Lessons by song that have no fault: none, or a task could not be repeated. */
export const emptyCells = (songs: readonly string[]): string[] =>
  LESSONS_WITH_FAULTS.flatMap((lesson) =>
    songs
      .filter((song) => !faultRows(songs).some((row) => row.lesson === lesson && row.song === song))
      .map((song) => `lesson ${lesson}: ${song}`),
  );

/** The table as Markdown. */
export function faultsMarkdown(songs: readonly string[]): string {
  const rows = faultRows(songs);
  const lessons = [...new Set(rows.map(({ lesson }) => lesson))];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const table = (head: readonly string[], body: readonly (readonly string[])[]): string[] => [
    line(head),
    line(head.map(() => '---')),
    ...body.map(line),
  ];
  const titles = songs.map((song) => loadSong(song).title);
  return [
    '# Built-in faults',
    '',
    'Written by `npm run songs -- --faults` from the songs’ `faults.yaml`.',
    '',
    ...table(
      ['lesson', ...titles],
      lessons.map((lesson) => [
        String(lesson),
        ...songs.map((song) =>
          rows
            .filter((row) => row.lesson === lesson && row.song === song)
            .map(({ fault }) => fault)
            .join(', '),
        ),
      ]),
    ),
    ...lessons.flatMap((lesson) => [
      '',
      `## Lesson ${lesson}`,
      '',
      ...table(
        ['song', 'stem', 'fault', 'kind', 'where and how much', 'says'],
        rows
          .filter((row) => row.lesson === lesson)
          .map(({ song, stem, fault, kind, figures, says }) => [
            titles[songs.indexOf(song)]!,
            stem,
            fault,
            kind,
            figures,
            says,
          ]),
      ),
    ]),
    '',
  ].join('\n');
}
