/** Sounds behind letters, put in order by ear, then revealed. */
import { useSignal } from '@preact/signals';
import { lettered, LETTERS, orderAgreement } from '../../../course/ear/blind.ts';
import type { Letter } from '../../../course/ear/blind.ts';
import { blindId } from '../../../state/blind.ts';
import { Button } from '../../controls/Button.tsx';
import { written } from '../../controls/value.ts';
import { BlindLevels } from '../ear/BlindLevels.tsx';
import { Frame } from '../ear/Frame.tsx';
import { HeardChoice } from '../ear/HeardChoice.tsx';
import { PastRounds } from '../ear/PastRounds.tsx';
import { playSounds } from '../ear/play.ts';
import { Making } from '../ear/Player.tsx';
import { useSounds } from '../ear/sounds.ts';
import { useRun } from '../ear/use-run.ts';
import type { ModeProps } from './mode.ts';

export function Rank({
  lesson,
  ids,
  labels,
  loop,
  matched,
  name,
  n,
  title = 'Blind: put them in order',
  question = 'Which do you like best? The best one first.',
  children,
  order,
}: ModeProps & { order: string[] | null }) {
  const desk = useSounds(`<Compare mode="rank" of="${ids.join(' ')}">`, lesson, ids, loop, labels);
  const run = useRun(lesson, name);
  const programme = blindId(lesson, `compare ${name}`);
  const letters = LETTERS.slice(0, ids.length);
  const heard = useSignal<Letter | ''>('');
  const places = useSignal<Letter[]>([...letters]);
  /** Letters that were heard: an order of what was not heard is none. */
  const tried = useSignal<ReadonlySet<Letter>>(new Set());
  const behind = lettered(run.seed, ids);
  const soundOf = (letter: Letter): string => behind[letters.indexOf(letter)]!;
  const label = (id: string) => desk.sounds.find((sound) => sound.id === id)?.label ?? id;
  const done = run.restored && run.answers.length === ids.length;
  const ranked = done ? run.answers : places.value.map(soundOf);

  const start = async (letter: Letter) => {
    heard.value = letter;
    const sounds = await desk.ready();
    if (!sounds) return;
    const { song, passage } = desk;
    const now = heard.peek() || letter;
    playSounds({ programme, song, sounds, heard: soundOf(now), matched, passage });
    tried.value = new Set([...tried.peek(), now]);
  };
  const move = (i: number, by: -1 | 1) => {
    const next = [...places.value];
    [next[i], next[i + by]] = [next[i + by]!, next[i]!];
    places.value = next;
  };
  const again = () => {
    places.value = [...letters];
    tried.value = new Set();
    run.again();
  };
  const onKey = (key: string): boolean => {
    const letter = letters.find((each) => each.toLowerCase() === key);
    if (letter) void start(letter);
    return letter !== undefined;
  };
  const reveal = () => {
    const unheard = letters.find((letter) => !tried.peek().has(letter));
    if (unheard) void start(unheard);
    else run.answer(...places.peek().map(soundOf));
  };
  const heardAll = letters.every((letter) => tried.value.has(letter));
  const agreement = done && order ? orderAgreement(ranked, order) : null;
  return (
    <Frame
      n={n}
      title={title}
      programme={programme}
      onPlay={() => void start(heard.value || 'A')}
      what={desk.what}
      onKey={onKey}
      actions={
        <HeardChoice<Letter>
          sounds={letters.map((id) => ({ id, label: done ? `${id}: ${label(soundOf(id))}` : id }))}
          heard={heard.value}
          onHear={(next) => void start(next)}
        />
      }
    >
      <div class="cell-text ear-task">
        <p>{question}</p>
      </div>
      <Making progress={desk.progress} trouble={desk.trouble} />
      <BlindLevels sounds={desk.made} matched={matched} />
      <ol class="ear-places" aria-label="Your order">
        {ranked.map((id, i) => {
          const letter = letters[behind.indexOf(id)]!;
          const known = desk.made?.find((sound) => sound.id === id);
          return (
            <li key={letter} data-heard={heard.value === letter || undefined}>
              <span class="ear-place">{i + 1}</span>
              <b class="ear-letter">{letter}</b>
              {done ? (
                <span class="ear-revealed">
                  {label(id)}
                  {known && <small>{written(known.integratedLufs, 'LUFS', 1)}</small>}
                  {order && order[i] !== id && <small>belongs in place {order.indexOf(id) + 1}</small>}
                </span>
              ) : (
                <span class="ear-moves">
                  <Button
                    kind="quiet"
                    name={`Move ${letter} up, to place ${i}`}
                    disabled={i === 0}
                    onClick={() => move(i, -1)}
                  >
                    ↑
                  </Button>
                  <Button
                    kind="quiet"
                    name={`Move ${letter} down, to place ${i + 2}`}
                    disabled={i === ranked.length - 1}
                    onClick={() => move(i, 1)}
                  >
                    ↓
                  </Button>
                </span>
              )}
            </li>
          );
        })}
      </ol>
      <div role="status">
        {done && (
          <div class="cell-text ear-result">
            {agreement !== null && (
              <p class="ear-verdict">
                <strong>{Math.round(agreement * 100)} %</strong>{' '}
                <span>
                  {agreement === 1
                    ? '✓ the whole order is right'
                    : 'of all pairs stand the right way round (by chance: 50 %)'}
                </span>
              </p>
            )}
            {children}
          </div>
        )}
      </div>
      {done ? (
        <PastRounds run={{ ...run, again }} write={({ answers }) => answers.map(label).join(' · ')} />
      ) : (
        <div class="cell-foot">
          <Button kind="primary" onClick={reveal}>
            This is my order: reveal
          </Button>
          <span class="ear-quiet" role="status">
            {heardAll ? '' : `Hear each of ${letters.join(', ')} first. Their keys switch too.`}
          </span>
        </div>
      )}
    </Frame>
  );
}
