/** Several recordings decode in one thread: the one that is least far goes next, so that all begin to play together. */

/** Lets messages and the network be heard between two pieces of work. A timer would wait 4 ms or more. */
export const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

interface Waiting {
  progress: number;
  begin: () => void;
}

export class Turns {
  private readonly waiting: Waiting[] = [];
  private busy = false;

  /** Does a piece of work when it is its turn: the smallest `progress` first. */
  async take<T>(progress: number, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((begin) => {
      this.waiting.push({ progress, begin });
      if (!this.busy) void this.next();
    });
    try {
      return await work();
    } finally {
      void this.next();
    }
  }

  private async next(): Promise<void> {
    this.busy = true;
    await breathe();
    let first = 0;
    for (let i = 1; i < this.waiting.length; i++)
      if (this.waiting[i]!.progress < this.waiting[first]!.progress) first = i;
    const [turn] = this.waiting.splice(first, 1);
    if (turn) turn.begin();
    else this.busy = false;
  }
}
