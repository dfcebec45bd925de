/** The arrows of CONTRIBUTING.md: who may import whom. */

/** A room may import from these rooms and from nothing else of the source. */
const only = (from, allowed, comment) => ({
  name: `${from.replace(/\W+/g, '-')}-imports`,
  comment,
  severity: 'error',
  from: { path: `^src/${from}/` },
  to: { path: '^(src|content|scripts|tests)/', pathNot: allowed.map((path) => `^src/${path}`).join('|') },
});

/** A room that needs no package and nothing of Node. */
const pure = (from, except = []) => ({
  name: `${from.replace(/\W+/g, '-')}-pure`,
  comment: 'This room runs unchanged in a worklet, a worker and Node.',
  severity: 'error',
  from: {
    path: `^src/${from}/`,
    ...(except.length > 0 && { pathNot: except.map((path) => `^src/${path}`).join('|') }),
  },
  to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'core'] },
});

/** Rooms that a page must load only when it needs them. */
const LATE = '^src/engine/(live|offline|decode)/';

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^astro:|\\?|^virtual:' },
    },
    only('dsp', ['dsp/'], 'DSP knows nothing but DSP.'),
    pure('dsp'),
    only('session', ['session/', 'dsp/'], 'The document knows the parameters of the effects, nothing else.'),
    pure('session'),
    only('engine/core', ['engine/core/', 'engine/facade', 'dsp/', 'session/'], 'The core has no page.'),
    pure('engine/core'),
    only('engine', ['engine/', 'dsp/', 'session/'], 'The engine knows no course and no page.'),
    only(
      'course',
      ['course/', 'session/', 'dsp/', 'engine/core/', 'engine/facade'],
      'Course: the document, the DSP and the pure core of the engine.',
    ),
    pure('course/checks'),
    only(
      'state',
      ['state/', 'course/', 'session/', 'engine/facade', 'engine/live/', 'engine/offline/', 'dsp/meters/'],
      'State: session, course, the facade; meters in its worker; live and offline only late (`late-by-dynamic-import`).',
    ),
    only(
      'components',
      ['components/', 'course/', 'session/', 'state/', 'engine/facade', 'dsp/'],
      'Components reach the engine through the state.',
    ),
    only(
      'layouts',
      ['layouts/', 'components/', 'state/', 'course/', 'styles/'],
      'Layouts: components, state, course.',
    ),
    only(
      'pages',
      ['pages/', 'layouts/', 'components/', 'state/', 'course/', 'styles/'],
      'Pages: layouts and below.',
    ),
    {
      name: 'late-by-dynamic-import',
      comment: 'The audio code is fetched on the first press of play.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/engine/' },
      to: { path: LATE, dependencyTypesNot: ['dynamic-import', 'type-only'] },
    },
    {
      name: 'meters-in-the-worker',
      comment: 'The page itself measures nothing: its worker does.',
      severity: 'error',
      from: { path: '^src/state/', pathNot: '\\.worker\\.ts$' },
      // A type is no code.
      to: { path: '^src/dsp/meters/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'src-without-scripts',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(scripts|tests)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
    detectProcessBuiltinModuleCalls: true,
  },
};
