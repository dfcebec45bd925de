/** What every sliding control shares: pointer, keyboard, wheel, double-click and what it says to a screen reader. */
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { RefObject } from 'preact';
import { fromTravel, toTravel } from '../../dsp/core/params.ts';
import type { NumberParam } from '../../dsp/core/params.ts';
import { gestureRun, newGesture } from './gesture.ts';
import { holdPointer } from './hold-pointer.ts';
import { nudge, snap, spokenValue } from './value.ts';
import type { Change, StepSize } from './value.ts';

export interface SliderOptions<E extends Element> {
  param: NumberParam;
  value: number;
  onChange: Change<number>;
  /** Which way a pointer moves it. `both` is a dial: up and right raise it; on touch only sideways, so that the page scrolls. */
  axis: 'vertical' | 'horizontal' | 'both';
  /** Pointer travel from one stop to the other, in CSS pixels. */
  travelPx: number | ((element: E) => number);
  name: string;
  disabled?: boolean;
}

export interface SliderProps {
  role: 'slider';
  tabindex: number;
  'aria-label': string;
  'aria-orientation': 'vertical' | 'horizontal';
  'aria-valuemin': number;
  'aria-valuemax': number;
  'aria-valuenow': number;
  'aria-valuetext': string;
  'aria-disabled': boolean | undefined;
  onPointerDown: (event: PointerEvent) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onDblClick: (event: MouseEvent) => void;
}

const FINE = 0.12;

/** Handlers and ARIA attributes to spread onto the element that slides, and the ref that goes with them. */
export function useSlider<E extends HTMLElement | SVGElement>(
  options: SliderOptions<E>,
): { ref: RefObject<E>; props: SliderProps } {
  const ref = useRef<E>(null);
  const latest = useRef(options);
  latest.current = options;
  const run = useMemo(() => gestureRun(), []);

  const set = (value: number, gesture: string) => {
    const { param, value: old, onChange, disabled } = latest.current;
    const next = snap(param, value);
    if (!disabled && next !== old) onChange(next, gesture);
  };

  const onPointerDown = (event: PointerEvent) => {
    const element = ref.current;
    if (event.button !== 0 || !element || latest.current.disabled) return;
    const { param, axis, travelPx } = latest.current;
    const gesture = newGesture();
    const lengthPx = typeof travelPx === 'number' ? travelPx : travelPx(element);
    const touch = event.pointerType === 'touch';
    let travel = toTravel(param, latest.current.value);
    let { clientX, clientY } = event;
    element.focus({ preventScroll: true });
    element.setAttribute('data-dragging', '');
    event.preventDefault();

    const onMove = (p: PointerEvent) => {
      const dx = p.clientX - clientX;
      const dy = clientY - p.clientY;
      ({ clientX, clientY } = p);
      const px =
        axis === 'vertical'
          ? dy
          : axis === 'horizontal' || touch
            ? dx
            : Math.abs(dx) > Math.abs(dy)
              ? dx
              : dy;
      // Kept unsnapped and unclamped by the grid, so that slow movements add up.
      travel = Math.min(1, Math.max(0, travel + (px / lengthPx) * (p.shiftKey ? FINE : 1)));
      set(fromTravel(param, travel), gesture);
    };
    holdPointer(event, { onMove, onEnd: () => element.removeAttribute('data-dragging') });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { param, value } = latest.current;
    const size: StepSize = event.shiftKey ? 'fine' : 'normal';
    const next = {
      ArrowUp: () => nudge(param, value, 1, size),
      ArrowRight: () => nudge(param, value, 1, size),
      ArrowDown: () => nudge(param, value, -1, size),
      ArrowLeft: () => nudge(param, value, -1, size),
      PageUp: () => nudge(param, value, 1, 'large'),
      PageDown: () => nudge(param, value, -1, 'large'),
      Home: () => param.min,
      End: () => param.max,
      Delete: () => param.default,
      Backspace: () => param.default,
    }[event.key];
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    set(next(), run());
  };

  // `touch-action` does not hold for parts of an SVG: a touch that goes the control's way must not scroll the page,
  // one that goes across it must.
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    let from: { x: number; y: number } | null = null;
    let mine: boolean | null = null;
    const begin = (e: Event) => {
      const touch = (e as TouchEvent).touches[0];
      from = touch ? { x: touch.clientX, y: touch.clientY } : null;
      mine = null;
    };
    const move = (e: Event) => {
      const touch = (e as TouchEvent).touches[0];
      if (!touch || !from) return;
      mine ??=
        latest.current.axis === 'vertical'
          ? Math.abs(touch.clientY - from.y) > Math.abs(touch.clientX - from.x)
          : Math.abs(touch.clientX - from.x) > Math.abs(touch.clientY - from.y);
      if (mine && e.cancelable) e.preventDefault();
    };
    element.addEventListener('touchstart', begin, { passive: true });
    element.addEventListener('touchmove', move, { passive: false });
    return () => {
      element.removeEventListener('touchstart', begin);
      element.removeEventListener('touchmove', move);
    };
  }, []);

  // A wheel turns only the control that has the focus; elsewhere it scrolls the page as always.
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const onWheel = (e: Event) => {
      const wheel = e as WheelEvent;
      if (document.activeElement !== element || wheel.ctrlKey) return;
      wheel.preventDefault();
      const { param, value } = latest.current;
      const towards = wheel.deltaY !== 0 ? -wheel.deltaY : wheel.deltaX;
      if (towards !== 0)
        set(nudge(param, value, towards > 0 ? 1 : -1, wheel.shiftKey ? 'fine' : 'normal'), run());
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, []);

  const { param, value, axis, name, disabled } = options;
  return {
    ref,
    props: {
      role: 'slider',
      // In this spelling: on parts of an SVG, attributes' names are case-sensitive.
      tabindex: 0,
      'aria-label': name,
      'aria-orientation': axis === 'horizontal' ? 'horizontal' : 'vertical',
      'aria-valuemin': param.min,
      'aria-valuemax': param.max,
      'aria-valuenow': value,
      'aria-valuetext': spokenValue(param, value),
      'aria-disabled': disabled || undefined,
      onPointerDown,
      onKeyDown,
      onDblClick: (event) => {
        event.preventDefault();
        set(param.default, newGesture());
      },
    },
  };
}
