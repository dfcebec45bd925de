/** Ids of released presets: `paper-lanterns/rough@1`. */

const PRESET = /^[a-z0-9-]{1,32}\/[a-z0-9-]{1,32}@[1-9][0-9]{0,5}$/;

/** Whether a text has the form of a preset's id. */
export const isPresetId = (text: unknown): text is string => typeof text === 'string' && PRESET.test(text);
