/**
 * Stands in for `@wasm-audio-decoders/opus-ml` in what is built (see `astro.config.mjs`): the decoder's machine-learning
 * enhancer for damaged speech, 4 MB in every worker that decodes. It is asked for only by
 * `speechQualityEnhancement`, which this project never sets: it would change the samples.
 */
throw new Error('The speech enhancer of ogg-opus-decoder is left out of this site: decode without it.');

export {};
