/** Third-octave levels of a question's two sounds, as an analyser would show them; the second may be of another sound. */
import { hertzText } from '../../../course/ear/drills/bands.ts';
import { linePath } from '../../charts/line-path.ts';
import { levelScale } from '../../charts/scales.ts';
import { Stretched } from '../../charts/Stretched.tsx';
import { written } from '../../controls/value.ts';
import { Legend } from '../Legend.tsx';
import { ACROSS, FrequencyAxis } from '../spectrum-axes.tsx';
import type { Material } from './material.ts';
import './drill.css';

const HEIGHT = 170;
/** Under the levels stand the figures of frequency and the names of the regions. */
const FOOT = 30;
const MARKS_DB = [-20, -40, -60];
const down = levelScale(HEIGHT - FOOT, -70, -10);

export function AnalyserPicture({ made }: { made: Material | null }) {
  const line = (i: number): string => {
    const { bandsHz, levelsDb } = made?.sounds[i] ?? { bandsHz: [], levelsDb: [] };
    return linePath(bandsHz.map((hz, b) => [ACROSS.to(hz), down.to(levelsDb[b]!)]));
  };
  return (
    <>
      <div class="picture drill-analyser">
        <svg
          role="img"
          aria-label="Analyser: levels of the original and of the changed sound, a third of an octave each"
        >
          <FrequencyAxis height={HEIGHT} />
          {MARKS_DB.map((db) => (
            <text key={db} class="axis-figure" x="8" y={down.to(db) + 4}>
              −{-db}
              {db === MARKS_DB[0] ? ' dBFS' : ''}
            </text>
          ))}
          <Stretched height={HEIGHT}>
            <path class="drill-line-first" d={line(0)} />
            <path class="drill-line-second" d={line(2)} />
          </Stretched>
        </svg>
      </div>
      <Legend
        entries={[
          { label: 'original', class: 'drill-first', mark: 'line' },
          { label: 'changed, as the analyser shows it', class: 'drill-second', mark: 'line' },
        ]}
      />
      <details class="text-now">
        <summary>In words</summary>
        <p>{made ? inWords(made) : 'Nothing is measured yet. Press play.'}</p>
      </details>
    </>
  );
}

/** What the picture says: where it shows the largest difference. */
function inWords({ sounds }: Material): string {
  const [original, , shown] = sounds;
  const rises = shown!.levelsDb.map((db, b) => db - original!.levelsDb[b]!);
  const most = rises.indexOf(Math.max(...rises));
  return `The analyser shows the changed sound ${written(rises[most]!, 'dB', 1, true)} against the original around ${hertzText(Math.round(shown!.bandsHz[most]!))}, where it differs most.`;
}
