/** When figures that move with the sound are written: four times a second, for faster they cannot be read. */
import { useRef } from 'preact/hooks';

const FIGURES_EVERY_S = 0.25;

/** Whether it is time to write figures again, by the device's clock. */
export function useFigureClock(): (contextTimeS: number) => boolean {
  const last = useRef(0);
  return (contextTimeS) => {
    if (Math.abs(contextTimeS - last.current) < FIGURES_EVERY_S) return false;
    last.current = contextTimeS;
    return true;
  };
}
