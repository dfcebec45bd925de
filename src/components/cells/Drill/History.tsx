/** How a series of questions went: shares, the level one stands at, and the path of the staircase. */
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { DrillKind } from '../../../course/ear/drills/kind.ts';
import { drillState, readAnswer } from '../../../course/ear/drills/progress.ts';
import type { Answered } from '../../../course/ear/drills/progress.ts';
import type { Round } from '../../../state/ear-runs.ts';
import { Chart } from '../../charts/Chart.tsx';
import type { ChartHandle, Columns } from '../../charts/Chart.tsx';
import { ReadOuts } from '../ReadOuts.tsx';

interface HistoryProps {
  drill: DrillKind;
  answers: readonly Answered[];
  /** Closed rounds before. */
  past: readonly Round[];
}

/** Answers that the plot shows, the newest. */
const PLOTTED = 200;
const LAST = 20;

const share = (answers: readonly Answered[]): string =>
  answers.length === 0
    ? '–'
    : String(Math.round((100 * answers.filter(({ right }) => right).length) / answers.length));

export function History({ drill, answers, past }: HistoryProps) {
  const all = useMemo(
    () => [...past.flatMap((round) => round.answers.flatMap((text) => readAnswer(text) ?? [])), ...answers],
    [past, answers.length, drill],
  );
  const chart = useRef<ChartHandle>(null);
  const { standsAt } = drillState(answers, drill.levels.length - 1);
  const stands = standsAt === null ? null : drill.levels[Math.round(standsAt)];
  const from = Math.max(0, all.length - PLOTTED);
  const shown = all.slice(from);
  const columns: Columns = [
    shown.map((_, i) => from + i + 1),
    shown.map(({ level }) => level + 1),
    shown.map(({ level, right }) => (right ? null : level + 1)),
  ];
  useEffect(() => {
    if (shown.length > 0) chart.current?.set(columns, 'now');
  });
  const most = Math.max(10, Math.ceil((from + shown.length) / 10) * 10);
  return (
    <div class="drill-history">
      <ReadOuts
        items={[
          { label: 'Answered', unit: '', figure: String(all.length) },
          { label: `Right, last ${LAST}`, unit: '%', figure: share(all.slice(-LAST)) },
        ]}
      />
      <p class="drill-stands">
        {stands
          ? `You stand at: ${stands}. There you are right in about seven of ten.`
          : 'Two right answers in a row make it harder, one wrong answer easier. After some turns it says where you stand.'}
      </p>
      {shown.length > 0 && (
        <details class="drill-plot">
          <summary>The path so far</summary>
          <Chart
            key={`${drill.id} ${most} ${from}`}
            label={`Difficulty of each question, step 1 to ${drill.levels.length}`}
            x={{ label: 'Question', kind: 'level', min: from + 1, max: most, unit: '', decimals: 0 }}
            y={{ label: 'Step', kind: 'level', min: 0, max: drill.levels.length + 1, unit: '', decimals: 0 }}
            series={[
              { label: 'step', colour: 'var(--job-trace)', unit: '', decimals: 0 },
              { label: 'wrong', colour: 'var(--trace-hot)', unit: '', decimals: 0, points: true },
            ]}
            initial={columns}
            handle={chart}
          />
        </details>
      )}
    </div>
  );
}
