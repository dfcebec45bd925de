/** The floor of the stage, from the listener to the back wall, with the words at its edges. */
import { BACK_HALF, BACK_Y, FRONT_HALF, FRONT_Y, halfAt, HEIGHT, xOf, yOf } from './perspective.ts';
import { Stretched } from '../../charts/Stretched.tsx';

export function Floor() {
  return (
    <g aria-hidden="true">
      <Stretched height={HEIGHT}>
        <path
          class="stage-floor"
          d={`M${50 - FRONT_HALF - 5} ${FRONT_Y + 14}L${50 + FRONT_HALF + 5} ${FRONT_Y + 14}L${50 + BACK_HALF + 5} ${BACK_Y - 14}L${50 - BACK_HALF - 5} ${BACK_Y - 14}Z`}
        />
        {[0, 25, 50, 75, 100].map((d) => (
          <path
            key={d}
            class="grid-line grid-main"
            d={`M${50 - halfAt(d) - 3} ${yOf(d)}H${50 + halfAt(d) + 3}`}
          />
        ))}
        {[-100, -50, 0, 50, 100].map((p) => (
          <path key={p} class="grid-line" d={`M${xOf(p, 0)} ${FRONT_Y}L${xOf(p, 100)} ${BACK_Y}`} />
        ))}
      </Stretched>
      <text class="axis-region axis-middle" x="50%" y="22">
        far: quieter, more room, duller
      </text>
      <text class="axis-region" x="1.5%" y={FRONT_Y + 34}>
        left
      </text>
      <text class="axis-region axis-end" x="98.5%" y={FRONT_Y + 34}>
        right
      </text>
      <text class="axis-region axis-middle" x="50%" y={FRONT_Y + 38}>
        near
      </text>
      <svg x="50%" y={HEIGHT - 16} overflow="visible">
        <path class="stage-listener" d="M-14 10a14 14 0 0 1 28 0zM0 -8m-7 0a7 7 0 1 0 14 0a7 7 0 1 0 -14 0" />
        <text class="axis-region" x="22" y="8">
          you
        </text>
      </svg>
    </g>
  );
}
