/**
 * A master through a lossy codec: encoded and decoded in this browser, heard beside the original and as what was lost,
 * with the peaks before and after.
 */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { settings } from '../../../state/settings.ts';
import { wakeSound } from '../../../state/audio.ts';
import type { Clip } from '../../../state/audio.ts';
import { clipOf } from '../../../state/clips.ts';
import { openMix } from '../../../state/mix.ts';
import { nameOnPage } from '../../../state/page-name.ts';
import { Choice } from '../../controls/Choice.tsx';
import { Toggle } from '../../controls/Toggle.tsx';
import { written } from '../../controls/value.ts';
import { Frame } from '../ear/Frame.tsx';
import { HeardChoice } from '../ear/HeardChoice.tsx';
import { turnedDown } from '../ear/matching.ts';
import { playSounds } from '../ear/play.ts';
import { Making } from '../ear/Player.tsx';
import { readyOf, rendered } from '../ear/sounds.ts';
import type { Ready } from '../ear/sounds.ts';
import { useMaking } from '../ear/use-making.ts';
import { passageOf } from '../loop.ts';
import { island } from '../island.tsx';
import { canCode, thereAndBack } from './webcodecs.ts';

export interface CodecProps {
  lesson: string | null;
  on: string;
  /** A released print of the same master, which ships as Ogg Opus. */
  print: string;
  loop: string;
  n?: string;
  title?: string;
}

type Heard = 'original' | 'coded' | 'lost';
type Rate = '24' | '48' | '96' | '160';
const RATES: { id: Rate; label: string }[] = (['24', '48', '96', '160'] as const).map((id) => ({
  id,
  label: `${id} kbit/s`,
}));
const LABELS: Record<Heard, string> = {
  original: 'Original',
  coded: 'After the codec',
  lost: 'What was lost',
};

interface Made {
  rate: Rate;
  clips: Record<Heard, Clip>;
  bytes: number;
  seconds: number;
}

/** Encoded and decoded. Rejects with a sentence for the learner. */
const throughCodec = ({ left, right }: Clip, bitsPerS: number) =>
  thereAndBack(left, right, bitsPerS).catch((error: unknown) => {
    console.error(error);
    throw new Error('The codec of this browser failed. Try another rate, or another browser.');
  });

function CodecCell({ lesson, on, print, loop, n, title = 'Through a lossy codec' }: CodecProps) {
  const mix = openMix(lesson, on);
  const { song } = mix;
  const passage = passageOf(song, loop);
  if (!passage) throw new Error(`<Codec on="${on}">: say which passage: loop="chorus".`);
  const shipped = song.manifest.prints[print];
  if (!shipped) throw new Error(`<Codec print="${print}">: «${song.title}» ships no such recording.`);
  const programme = nameOnPage(lesson, `codec ${on}`);
  const able = useSignal<boolean | null>(null);
  const rate = useSignal<Rate>('48');
  const heard = useSignal<Heard | ''>('');
  const made = useSignal<Made | null>(null);
  const making = useMaking();
  useEffect(() => {
    void canCode().then((can) => (able.value = can));
  }, []);

  const make = async (wanted: Rate): Promise<Made | null> => {
    if (made.peek()?.rate === wanted) return made.peek();
    const fresh = await making.make(async (say): Promise<Made> => {
      say(0);
      const original = await rendered(mix, passage, (done) => say(0.6 * done));
      const { left, right, bytes } = await throughCodec(original, Number(wanted) * 1000);
      say(0.9);
      const lost = (now: Float32Array, was: Float32Array) => was.map((x, i) => x - now[i]!);
      const clips = {
        original,
        coded: await clipOf(left, right, passage.fromS),
        lost: await clipOf(lost(left, original.left), lost(right, original.right), passage.fromS),
      };
      return { rate: wanted, bytes, seconds: original.left.length / 48_000, clips };
    }, 'The passage could not be made.');
    if (fresh) made.value = fresh;
    return fresh;
  };
  const start = async (next: Heard, equal: boolean) => {
    wakeSound();
    heard.value = next;
    if (able.peek() === false) {
      // Nothing is encoded here: the recording that ships has been through the codec already.
      const original = await making.make(
        (say) => rendered(mix, passage, say),
        'The passage could not be made.',
      );
      if (!original) return;
      const { integratedLufs, truePeakDb } = shipped;
      const sounds: Ready[] = [
        readyOf('original', original),
        { id: 'coded', print, integratedLufs, truePeakDb },
      ];
      playSounds({ programme, song, sounds, heard: heard.peek(), matched: equal, passage });
      return;
    }
    const now = await make(rate.peek());
    if (!now) return;
    const sounds = (['original', 'coded', 'lost'] as const).map((id) => readyOf(id, now.clips[id]));
    // What was lost is far quieter: it is heard as quiet as it is, and takes nothing from the others.
    const [original, coded] = [now.clips.original.integratedLufs, now.clips.coded.integratedLufs];
    const trims = equal
      ? { original: Math.min(0, coded - original), coded: Math.min(0, original - coded), lost: 0 }
      : { original: 0, coded: 0, lost: 0 };
    playSounds({ programme, song, sounds, heard: heard.peek(), matched: true, trims, passage });
  };
  const { matched } = settings.value;
  const match = (equal: boolean) => {
    settings.value = { ...settings.peek(), matched: equal };
    if (heard.peek()) void start(heard.peek() as Heard, equal);
  };
  const now = made.value;
  const choices = (
    able.value === false ? (['original', 'coded'] as const) : (['original', 'coded', 'lost'] as const)
  ).map((id) => ({ id, label: LABELS[id] }));
  return (
    <Frame
      n={n}
      title={title}
      programme={programme}
      onPlay={() => void start(heard.value || 'coded', matched)}
      what={`${passage.label}, in a loop`}
      actions={
        <>
          <Toggle
            tone="quiet"
            value={matched}
            onChange={match}
            title="Original and coded at equal loudness: the louder one is turned down"
          >
            ≈ Level-matched
            <span class="matched-by">
              {matched && now
                ? ` ${turnedDown([readyOf('original', now.clips.original), readyOf('coded', now.clips.coded)], (id) => LABELS[id as Heard])}`
                : ''}
            </span>
          </Toggle>
          <HeardChoice<Heard>
            sounds={choices}
            heard={heard.value}
            onHear={(next) => void start(next, matched)}
          />
        </>
      }
    >
      <Making progress={making.progress} trouble={making.trouble} />
      <div class="cell-text">
        {able.value === false ? (
          <p>
            This browser cannot encode sound by itself. <em>After the codec</em> is the recording of this
            master that ships with the page, encoded beforehand as Opus at{' '}
            {Math.round((shipped.bytes * 8) / song.durationS / 1000)} kbit/s.
          </p>
        ) : (
          <div class="ear-row">
            <Choice<Rate>
              name="Bit rate"
              choices={RATES}
              value={rate.value}
              onChange={(next) => {
                rate.value = next;
                if (heard.peek()) void start(heard.peek() as Heard, matched);
              }}
            />
            <p class="ear-quiet">Opus, encoded and decoded by this browser, now.</p>
          </div>
        )}
      </div>
      <dl class="ear-figures" aria-live="polite">
        {(['original', 'coded', 'lost'] as const).map((id) => (
          <div key={id} data-heard={heard.value === id || undefined}>
            <dt>{LABELS[id]}</dt>
            <dd>
              {now
                ? `${written(now.clips[id].integratedLufs, 'LUFS', 1)} · ${written(now.clips[id].truePeakDb, 'dBTP', 1)}`
                : '– LUFS · – dBTP'}
            </dd>
          </div>
        ))}
        <div>
          <dt>Size of a minute</dt>
          <dd>{now ? `${(((now.bytes / now.seconds) * 60) / 1e6).toFixed(2)} MB` : '– MB'}</dd>
        </div>
        <div>
          <dt>As 16-bit WAV</dt>
          <dd>{((48_000 * 4 * 60) / 1e6).toFixed(2)} MB</dd>
        </div>
      </dl>
    </Frame>
  );
}

export const Codec = island(CodecCell);
