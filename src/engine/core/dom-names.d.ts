/**
 * The core is compiled without the DOM, and the facade's types name the page's context. This says no more of
 * it than any context has; with the DOM's own types the two merge.
 */
interface AudioContext {
  readonly sampleRate: number;
}
