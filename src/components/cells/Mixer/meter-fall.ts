/** How a level meter falls: at once up, steadily down, with a mark that stays at the highest peak for a while. */

/** Decibels a second that bar and mark fall by; IEC 60268-18's digital meters return at 20 dB in 1.7 s. */
const FALL_DB_PER_S = 20 / 1.7;
const HOLD_S = 1.5;
/** Foot of the meters, dBFS. */
export const METER_FLOOR_DB = -60;
/** Over full scale: inside the mixer nothing is cut off there. */
export const METER_TOP_DB = 6;

export interface MeterState {
  barDb: number;
  peakDb: number;
  heldDb: number;
  heldS: number;
}

/** A meter before any sound. */
export const restingMeter = (): MeterState => ({
  barDb: METER_FLOOR_DB,
  peakDb: METER_FLOOR_DB,
  heldDb: METER_FLOOR_DB,
  heldS: 0,
});

/** Takes a new reading, `elapsedS` after the last one. Works in place. */
export function readMeter(meter: MeterState, peakDb: number, rmsDb: number, elapsedS: number): void {
  const fall = FALL_DB_PER_S * elapsedS;
  meter.barDb = Math.max(METER_FLOOR_DB, rmsDb, meter.barDb - fall);
  meter.peakDb = Math.max(METER_FLOOR_DB, peakDb, meter.peakDb - fall);
  if (peakDb >= meter.heldDb) {
    meter.heldDb = peakDb;
    meter.heldS = 0;
  } else {
    meter.heldS += elapsedS;
    if (meter.heldS > HOLD_S) meter.heldDb = Math.max(METER_FLOOR_DB, meter.peakDb, meter.heldDb - fall);
  }
}
