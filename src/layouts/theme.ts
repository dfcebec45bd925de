/** The theme button: light, dark. Without a choice, the system's theme holds. */

const systemDark = matchMedia('(prefers-color-scheme: dark)');

const isDark = () =>
  (document.documentElement.dataset.theme ?? (systemDark.matches ? 'dark' : 'light')) === 'dark';

function describe(): void {
  for (const button of document.querySelectorAll('[data-theme-toggle]'))
    button.setAttribute('aria-pressed', String(isDark()));
}

document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element) || !event.target.closest('[data-theme-toggle]')) return;
  const theme = isDark() ? 'light' : 'dark';
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem('theme', theme);
  } catch {
    // Not kept, then; the page still changes.
  }
  describe();
});

systemDark.addEventListener('change', describe);
document.addEventListener('astro:page-load', describe);
