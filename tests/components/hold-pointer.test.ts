import { expect, it } from 'vitest';
import { holdPointer } from '../../src/components/controls/hold-pointer.ts';

/** An element that hears pointers. */
function element() {
  const captured: number[] = [];
  const target = Object.assign(new EventTarget(), { setPointerCapture: (id: number) => captured.push(id) });
  const tell = (type: string, x: number, y: number, pointerId = 1) =>
    target.dispatchEvent(Object.assign(new Event(type), { clientX: x, clientY: y, pointerId }));
  const press = { currentTarget: target, clientX: 10, clientY: 10, pointerId: 1 } as unknown as PointerEvent;
  return { captured, tell, press };
}

it('tells the way since the press, of that pointer alone, until it is released', () => {
  const { captured, tell, press } = element();
  const ways: [number, number][] = [];
  let ended = 0;
  holdPointer(press, { onMove: (_, dx, dy) => ways.push([dx, dy]), onEnd: () => ended++ });
  expect(captured).toEqual([1]);
  tell('pointermove', 12, 10);
  tell('pointermove', 50, 50, 2);
  tell('pointerup', 0, 0, 2);
  tell('pointermove', 12, 30);
  tell('pointerup', 12, 30);
  tell('lostpointercapture', 12, 30);
  tell('pointermove', 90, 90);
  expect(ways).toEqual([
    [2, 0],
    [2, 20],
  ]);
  expect(ended).toBe(1);
});

it('a hand that trembles does not drag, one that has dragged may come back', () => {
  const { tell, press } = element();
  const ways: number[] = [];
  holdPointer(press, { onMove: (_, dx) => ways.push(dx), fromPx: 3 });
  tell('pointermove', 12, 10);
  tell('pointermove', 14, 10);
  tell('pointermove', 11, 10);
  expect(ways).toEqual([4, 1]);
});
