/** The full chain behind one call, as it runs in the worklet: player, monitor and loudness meter included. */
import { effectById } from '../../src/dsp/effects/registry.ts';
import { createPlayback } from '../../src/dsp/monitor/simulator.ts';
import { Player } from '../../src/engine/core/player.ts';
import { fullChain, LOOP_S, readers } from './material.ts';

export function startChain(sampleRate: number): Player {
  const sounds = readers();
  const player = new Player({ sampleRate, effects: effectById, monitors: createPlayback, emit: () => {} });
  player.loadSession('bench', fullChain(), (id) => sounds.get(id) ?? null);
  player.subscribe(1, [{ kind: 'loudness', at: { kind: 'tap' } }]);
  player.setLoop({ fromS: 0, toS: LOOP_S });
  player.play();
  return player;
}
