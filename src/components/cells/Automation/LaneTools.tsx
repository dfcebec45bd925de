/** What the picture is of: the strip, the lane, the part of the song; and what goes round. */
import type { StripId } from '../../../session/document.ts';
import type { Mix } from '../../../state/types.ts';
import { SectionLoop } from '../SectionLoop.tsx';
import type { OpenLane } from './open-lane.ts';

interface LaneToolsProps {
  mix: Mix;
  strips: readonly StripId[];
  strip: StripId;
  onStrip: (strip: StripId) => void;
  lane: OpenLane;
  onLane: (index: number) => void;
  /** Id of the section that is shown; empty: the whole song. */
  shown: string;
  onShow: (section: string) => void;
}

export function LaneTools({ mix, strips, strip, onStrip, lane, onLane, shown, onShow }: LaneToolsProps) {
  const session = mix.session.value;
  const { targets, index } = lane;
  const groups = [...new Set(targets.map(({ group }) => group))];
  return (
    <div class="lane-tools">
      {strips.length > 1 && (
        <label class="section-loop">
          Strip
          <select value={strip} onChange={(event) => onStrip(event.currentTarget.value)}>
            {strips.map((id) => (
              <option key={id} value={id}>
                {session.strips[id]!.label}
              </option>
            ))}
          </select>
        </label>
      )}
      {targets.length > 1 && (
        <label class="section-loop">
          Lane
          <select value={String(index)} onChange={(event) => onLane(Number(event.currentTarget.value))}>
            {groups.map((group) => {
              const inside = targets.filter((each) => each.group === group);
              const options = inside.map((each) => (
                <option key={each.address} value={String(targets.indexOf(each))}>
                  {each.label}
                  {session.automation[each.address] ? ' (moves)' : ''}
                </option>
              ));
              return group === undefined ? (
                options
              ) : (
                <optgroup key={group} label={group}>
                  {options}
                </optgroup>
              );
            })}
          </select>
        </label>
      )}
      <label class="section-loop">
        Show
        <select value={shown} onChange={(event) => onShow(event.currentTarget.value)}>
          <option value="">the whole song</option>
          {mix.song.sections.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <SectionLoop mix={mix} />
    </div>
  );
}
