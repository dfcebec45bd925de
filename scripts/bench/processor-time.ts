/** Processor time of this process's children and theirs: how much work a browser did, whoever else was busy. */
import { readdirSync, readFileSync } from 'node:fs';

/** The kernel's unit in /proc: a hundredth of a second on every Linux there is. */
const TICKS_PER_S = 100;

interface Process {
  parent: number;
  seconds: number;
}

function processes(): Map<number, Process> {
  const all = new Map<number, Process>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      // The name of the program stands in brackets and may hold anything.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      all.set(Number(name), {
        parent: Number(fields[1]),
        seconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_S,
      });
    } catch {
      // It has ended meanwhile.
    }
  }
  return all;
}

/** Seconds so far of all running descendants of this process; null where there is no /proc. */
export function childrenProcessorS(): number | null {
  if (process.platform !== 'linux') return null;
  const all = processes();
  const mine = (id: number): boolean => {
    for (let at = all.get(id)?.parent; at !== undefined && at > 0; at = all.get(at)?.parent)
      if (at === process.pid) return true;
    return false;
  };
  let sum = 0;
  for (const [id, { seconds }] of all) if (mine(id)) sum += seconds;
  return sum;
}
