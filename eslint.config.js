import astro from 'eslint-plugin-astro';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Pages and layouts reach the engine and the DSP only through components, state and course. */
const pagesImport = {
  patterns: [
    { regex: '(^|/)(engine|dsp)/', message: 'Pages and layouts import components, state and course only.' },
  ],
};

export default defineConfig(
  globalIgnores([
    'dist',
    '.astro',
    '.cache',
    'node_modules',
    'test-results',
    'playwright-report',
    'coverage',
    'public',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  tseslint.configs.recommended,
  astro.configs['flat/recommended'],
  {
    rules: {
      eqeqeq: ['error', 'smart'],
      // What goes wrong is told to the learner in words and to the console in detail; nothing else is.
      'no-console': ['error', { allow: ['error'] }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    // A promise that nobody waits for loses its error.
    files: ['src/**/*.{ts,tsx}', 'scripts/**/*.ts', 'tests/**/*.{ts,tsx}'],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './tsconfig.core.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  {
    // The pure core has no clock, no chance and no page.
    files: ['src/dsp/**/*.ts', 'src/session/**/*.ts', 'src/engine/core/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        'window',
        'document',
        'navigator',
        'performance',
        'process',
        'fetch',
        'setTimeout',
      ],
      'no-restricted-properties': [
        'error',
        {
          object: 'Math',
          property: 'random',
          message: 'The same input must give the same sound: use a seeded generator.',
        },
        { object: 'Date', property: 'now' },
      ],
    },
  },
  {
    files: ['src/pages/**', 'src/layouts/**'],
    rules: { 'no-restricted-imports': ['error', pagesImport] },
  },
  {
    files: ['scripts/**', 'tests/**', '*.{js,ts,mjs,cjs}', 'src/integrations/**'],
    rules: { 'no-console': 'off' },
  },
  // Hostile documents are of no type at all.
  { files: ['tests/**'], rules: { '@typescript-eslint/no-explicit-any': 'off' } },
  { files: ['**/*.cjs'], languageOptions: { globals: { module: 'writable' } } },
);
