/** The streaming services with the figures that `facts.yaml` has of them. */
import { servicesOf } from '../streaming.ts';
import type { Service } from '../streaming.ts';
import { factNumber } from './facts.ts';
import { CONTENT } from './files.ts';

/** All services, in the order in which they are offered. Throws, which fails the build, for a figure that is missing. */
export const streamingServices = (root = CONTENT): Service[] => servicesOf((name) => factNumber(name, root));
