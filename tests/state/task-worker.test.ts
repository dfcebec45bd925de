/** Tasks find their answers, and nobody waits for a worker that has stopped. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { taskWorker } from '../../src/state/task-worker.ts';
import type { Cancel, FromTaskWorker } from '../../src/state/task-worker.ts';

interface Task {
  id: number;
  what: string;
}

/** What the page posts is kept; what a worker would post is posted by the test. */
class Stub {
  posted: (Task | Cancel)[] = [];
  isTerminated = false;
  onmessage: ((event: { data: FromTaskWorker<string> }) => void) | null = null;
  onerror: ((event: { message: string }) => void) | null = null;
  postMessage(message: Task | Cancel): void {
    this.posted.push(message);
  }
  terminate(): void {
    this.isTerminated = true;
  }
  answer(data: FromTaskWorker<string>): void {
    this.onmessage?.({ data });
  }
}

function desk() {
  const made: Stub[] = [];
  const worker = taskWorker<Task, string>('a worker', 'It has stopped.', () => {
    made.push(new Stub());
    return made.at(-1) as unknown as Worker;
  });
  const ask = (what: string, options?: Parameters<typeof worker.ask>[1]) =>
    worker.ask((id) => ({ id, what }), options);
  return { worker, made, ask };
}

afterEach(() => vi.restoreAllMocks());

describe('a worker that answers tasks by their number', () => {
  it('starts with the first task, stays, and gives each task its own answer', async () => {
    const { made, ask, worker } = desk();
    expect(made).toHaveLength(0);
    const [one, two] = [ask('one'), ask('two')];
    expect(made).toHaveLength(1);
    expect(worker.isBusy()).toBe(true);
    const [first, second] = made[0]!.posted;
    made[0]!.answer({ id: second!.id, answer: 'of two' });
    made[0]!.answer({ id: first!.id, answer: 'of one' });
    await expect(one).resolves.toBe('of one');
    await expect(two).resolves.toBe('of two');
    expect(worker.isBusy()).toBe(false);
  });

  it('tells how far a task is, and goes on waiting', async () => {
    const { made, ask } = desk();
    const onProgress = vi.fn();
    const asked = ask('long', { onProgress });
    made[0]!.answer({ id: 1, progress: 0.5 });
    expect(onProgress).toHaveBeenCalledWith(0.5);
    made[0]!.answer({ id: 1, answer: 'there' });
    await expect(asked).resolves.toBe('there');
  });

  it('rejects with the sentence of the worker, or with its own where that has none', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { made, ask } = desk();
    const [told, failed] = [ask('a'), ask('b')];
    made[0]!.answer({ id: 1, sentence: 'A recording did not load.' });
    made[0]!.answer({ id: 2, failed: 'index out of range' });
    await expect(told).rejects.toThrow('A recording did not load.');
    await expect(failed).rejects.toThrow('It has stopped.');
    expect(log).toHaveBeenCalledWith('a worker:', 'index out of range');
  });

  it('asks the worker to give up what is no longer wanted, and does not ask for what was given up before', async () => {
    const { made, ask } = desk();
    const abort = new AbortController();
    const asked = ask('a', { signal: abort.signal });
    abort.abort();
    expect(made[0]!.posted.at(-1)).toEqual({ id: 1, cancel: true });
    made[0]!.answer({ id: 1, sentence: null });
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
    await expect(ask('b', { signal: abort.signal })).rejects.toMatchObject({ name: 'AbortError' });
    expect(made[0]!.posted).toHaveLength(2);
  });

  it('lets nobody wait for a worker that broke, and starts another with the next task', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const { made, ask } = desk();
    const asked = [ask('a'), ask('b')];
    made[0]!.onerror?.({ message: 'out of memory' });
    for (const each of asked) await expect(each).rejects.toThrow('It has stopped.');
    expect(made[0]!.isTerminated).toBe(true);
    const again = ask('c');
    expect(made).toHaveLength(2);
    made[1]!.answer({ id: 3, answer: 'done' });
    await expect(again).resolves.toBe('done');
  });
});
