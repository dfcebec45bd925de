/** Named sounds at one switch. */
import { useSignal } from '@preact/signals';
import { nameOnPage } from '../../../state/page-name.ts';
import { settings } from '../../../state/settings.ts';
import { Toggle } from '../../controls/Toggle.tsx';
import { written } from '../../controls/value.ts';
import { Frame } from '../ear/Frame.tsx';
import { HeardChoice } from '../ear/HeardChoice.tsx';
import { turnedDownBeside } from '../ear/matching.ts';
import { playSounds } from '../ear/play.ts';
import { Making } from '../ear/Player.tsx';
import { useSounds } from '../ear/sounds.ts';
import type { ModeProps } from './mode.ts';

export function Ab({
  lesson,
  ids,
  labels,
  loop,
  matched: byLesson,
  name,
  n,
  title = 'Compare',
  children,
}: ModeProps) {
  const desk = useSounds(`<Compare of="${ids.join(' ')}">`, lesson, ids, loop, labels);
  const programme = nameOnPage(lesson, `compare ${name}`);
  /** Empty until something was heard, so that a press of the first one counts. */
  const heard = useSignal('');
  /** Where loudness is the lesson, this cell begins unmatched, whatever the device is set to. */
  const own = useSignal(byLesson);
  const matched = byLesson ? settings.value.matched : own.value;
  const label = (id: string) => desk.sounds.find((sound) => sound.id === id)?.label ?? id;

  const start = async (next: string, equal: boolean) => {
    heard.value = next;
    const sounds = await desk.ready();
    if (!sounds) return;
    const { song, passage } = desk;
    playSounds({ programme, song, sounds, heard: heard.peek(), matched: equal, passage });
  };
  const match = (equal: boolean) => {
    if (byLesson) settings.value = { ...settings.peek(), matched: equal };
    else own.value = equal;
    if (desk.made) void start(heard.peek(), equal);
  };
  const { made: sounds } = desk;
  return (
    <Frame
      n={n}
      title={title}
      programme={programme}
      onPlay={() => void start(heard.value || ids[0]!, matched)}
      what={desk.what}
      actions={
        <>
          <Toggle
            tone="quiet"
            value={matched}
            onChange={match}
            title="All at equal loudness: the louder ones are turned down"
          >
            ≈ Level-matched
            <span class="matched-by">
              {matched && sounds ? ` ${turnedDownBeside(sounds, label, heard.value)}` : ''}
            </span>
          </Toggle>
          <HeardChoice
            sounds={desk.sounds.map((sound) => ({ id: sound.id, label: sound.label }))}
            heard={heard.value}
            onHear={(next) => void start(next, matched)}
          />
        </>
      }
    >
      {children && <div class="cell-text ear-task">{children}</div>}
      <Making progress={desk.progress} trouble={desk.trouble} />
      <dl class="ear-figures">
        {desk.sounds.map((sound) => {
          const known = sounds?.find(({ id }) => id === sound.id);
          return (
            <div key={sound.id} data-heard={heard.value === sound.id || undefined}>
              <dt>{sound.label}</dt>
              <dd>
                {known
                  ? `${written(known.integratedLufs, 'LUFS', 1)} · ${written(known.truePeakDb, 'dBTP', 1, true)}`
                  : '– LUFS · – dBTP'}
              </dd>
            </div>
          );
        })}
      </dl>
    </Frame>
  );
}
