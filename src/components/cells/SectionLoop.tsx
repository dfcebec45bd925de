/** Which part of the song goes round. */
import { setLoop, sounding, transport } from '../../state/audio.ts';
import type { Mix } from '../../state/types.ts';

export function SectionLoop({ mix }: { mix: Mix }) {
  const loop = sounding.value === mix.id ? transport.value.loop : null;
  const { sections } = mix.song;
  const current =
    loop && sections.find((s) => Math.abs(s.fromS - loop.fromS) < 0.05 && Math.abs(s.toS - loop.toS) < 0.05);
  const value = current?.id ?? (loop ? 'own' : '');
  return (
    <label class="section-loop">
      Loop
      <select
        value={value}
        disabled={sounding.value !== mix.id}
        onChange={(event) => {
          const section = sections.find((s) => s.id === event.currentTarget.value);
          setLoop(section ? { fromS: section.fromS, toS: section.toS } : null);
        }}
      >
        <option value="">none: the whole song</option>
        {value === 'own' && <option value="own">a passage</option>}
        {sections.map((s) => (
          <option key={s.id} value={s.id}>
            {s.label}
          </option>
        ))}
      </select>
    </label>
  );
}
